using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Feed.Records;
using Kiosk.Feed.Tokens;

namespace Kiosk.Feed.Invitations;

/// <summary>
/// An invitation to one meeting that lets a person come without a card: whoever holds it is taken for that person, so a member of staff compares the name with an identity document. It proves less than a card, which
/// a copy of it cannot answer for.
/// </summary>
/// <param name="Tag">As the person's line in the roster has it.</param>
/// <param name="Number">Of which the roster names the issue in force.</param>
/// <param name="Name">For the welcome; null where none is known.</param>
/// <param name="Expires">In whole seconds.</param>
/// <remarks>
/// The payload of a <see cref="SignedToken"/>: a CBOR array (RFC 8949) of version 1, meeting's mark (8 bytes), expiry (seconds since 1970) and the sealed part, an array of tag (16 bytes), number and name or null
/// (<see cref="MeetingSecrets"/>). A photograph of the code tells neither person nor meeting.
/// </remarks>
public sealed record MeetingInvitation(CardTag Tag, InvitationNumber Number, string? Name, DateTimeOffset Expires)
{
    /// <summary>What its text begins with.</summary>
    public const string Prefix = "KM1:";

    private const int Version = 1;
    private const int Fields = 4;
    private const int SealedFields = 3;
    private const int MaxName = 96;

    /// <param name="key">P-256; its public half is one of <see cref="Meeting.InvitationKeys"/>.</param>
    /// <returns>The text of the QR code, in the characters of its alphanumeric mode.</returns>
    /// <exception cref="CryptographicException">The key cannot sign.</exception>
    public string SignedFor(Meeting meeting, ECDsa key)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Fields);
        writer.WriteInt32(Version);
        writer.WriteByteString(MeetingSecrets.MarkOf(meeting));
        writer.WriteInt64(Expires.ToUnixTimeSeconds());
        writer.WriteByteString(MeetingSecrets.Seal(meeting, EncodeSealed()));
        writer.WriteEndArray();
        return SignedToken.Sign(Prefix, writer.Encode(), key);
    }

    internal static (InvitationEnvelope Envelope, SignedToken Token)? TryParse(string text) => SignedToken.TryRead(Prefix, text, reader =>
    {
        if (reader.ReadStartArray() != Fields || reader.ReadInt32() != Version)
        {
            throw new CborContentException("The invitation is of another version.");
        }

        var envelope = new InvitationEnvelope(reader.ReadByteString(), DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()), reader.ReadByteString());
        reader.ReadEndArray();
        return envelope;
    });

    /// <returns>Null if the sealed part is not this meeting's, or is none.</returns>
    internal static MeetingInvitation? Open(InvitationEnvelope envelope, Meeting meeting)
    {
        if (MeetingSecrets.Open(meeting, envelope.SealedPart) is not { } plaintext)
        {
            return null;
        }

        try
        {
            var reader = new CborReader(plaintext, allowMultipleRootLevelValues: true);
            if (reader.ReadStartArray() != SealedFields)
            {
                return null;
            }

            var tag = CardTag.FromBytes(reader.ReadByteString());
            var number = InvitationNumber.TryParse(reader.ReadTextString());
            var name = reader.PeekState() is CborReaderState.Null ? null : reader.ReadTextString();
            return number is { } whole ? new(tag, whole, name, envelope.Expires) : null;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private byte[] EncodeSealed()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(SealedFields);
        writer.WriteByteString(Tag.ToArray());
        writer.WriteTextString(Number.ToString());
        if (Name is { } name && Encoding.UTF8.GetByteCount(name) <= MaxName)
        {
            writer.WriteTextString(name);
        }
        else
        {
            writer.WriteNull();
        }

        writer.WriteEndArray();
        return writer.Encode();
    }
}

/// <summary>What an invitation's code holds in clear.</summary>
/// <param name="Mark">The meeting's.</param>
internal sealed record InvitationEnvelope(byte[] Mark, DateTimeOffset Expires, byte[] SealedPart);
