using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Kiosk.Feed.Tokens;

/// <summary>
/// What a terminal states about a case that it took down: anybody can verify it by the terminal's public key, without the terminal and without a network. Says nothing about the person.
/// </summary>
/// <param name="Number">The receipt number, which names terminal, day and journal record.</param>
/// <param name="Procedure">The procedure's code in the catalogue.</param>
/// <param name="Case">Null for a new case without a number.</param>
/// <param name="RecordedAt">In whole seconds.</param>
/// <param name="Due">The day the result is due (Vietnam time), or null if none is promised.</param>
/// <param name="Purpose">What the card was asked for, where it is not the procedure itself; see <see cref="ShortPurpose"/>.</param>
/// <param name="Clerk">The pseudonym of the clerk on duty, which only the registry can tell; empty without one.</param>
/// <remarks>
/// The payload of a <see cref="SignedToken"/>: a CBOR array (RFC 8949) of version 2, number, procedure, case or null, recorded (seconds since 1970), due (days since 1970) or null, purpose or null,
/// clerk (byte string) or null.
/// </remarks>
public sealed record ProcedureReceipt(string Number, string Procedure, string? Case, DateTimeOffset RecordedAt, DateOnly? Due, string? Purpose = null, string Clerk = "")
{
    /// <summary>What its text begins with.</summary>
    public const string Prefix = "KR1:";

    /// <summary>In bytes.</summary>
    public const int MaxClerk = 8;

    private const int Version = 2;
    private const int Fields = 8;
    private const int MaxPurpose = 48;

    private static readonly DateOnly FirstDay = DateOnly.FromDateTime(DateTime.UnixEpoch);

    /// <summary>A purpose as far as a code that a phone can read has room for it: 48 characters, cut between words.</summary>
    public static string ShortPurpose(string purpose) =>
        purpose.Length <= MaxPurpose ? purpose : purpose[..(purpose.LastIndexOf(' ', MaxPurpose - 2) is > 0 and var end ? end : MaxPurpose - 2)] + " …";

    /// <returns>The text of the QR code: upper-case letters, digits and <c>$%*+-./:</c> and space.</returns>
    /// <exception cref="CryptographicException">The key cannot sign.</exception>
    public string SignedWith(ECDsa key) => SignedToken.Sign(Prefix, Encode(), key);

    /// <returns>The receipt and whoever can tell whether it is genuine; null if the text is no receipt.</returns>
    public static (ProcedureReceipt Receipt, SignedToken Token)? TryParse(string text) => SignedToken.TryRead(Prefix, text, Decode);

    private byte[] Encode()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Fields);
        writer.WriteInt32(Version);
        writer.WriteTextString(Number);
        writer.WriteTextString(Procedure);
        Write(writer, Case);
        writer.WriteInt64(RecordedAt.ToUnixTimeSeconds());
        if (Due is { } due)
        {
            writer.WriteInt32(due.DayNumber - FirstDay.DayNumber);
        }
        else
        {
            writer.WriteNull();
        }

        Write(writer, Purpose);
        if (Clerk.Length > 0)
        {
            writer.WriteByteString(Convert.FromHexString(Clerk));
        }
        else
        {
            writer.WriteNull();
        }

        writer.WriteEndArray();
        return writer.Encode();
    }

    private static void Write(CborWriter writer, string? text)
    {
        if (text is null)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteTextString(text);
        }
    }

    private static ProcedureReceipt Decode(CborReader reader)
    {
        if (reader.ReadStartArray() != Fields || reader.ReadInt32() != Version)
        {
            throw new CborContentException("The receipt is of another version.");
        }

        var receipt = new ProcedureReceipt(
            reader.ReadTextString(),
            reader.ReadTextString(),
            IsNull(reader) ? null : reader.ReadTextString(),
            DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64()),
            IsNull(reader) ? null : FirstDay.AddDays(reader.ReadInt32()),
            IsNull(reader) ? null : reader.ReadTextString(),
            IsNull(reader) ? "" : ClerkIn(reader.ReadByteString()));
        reader.ReadEndArray();
        return receipt;
    }

    private static string ClerkIn(byte[] bytes) =>
        bytes.Length is > 0 and <= MaxClerk ? Convert.ToHexStringLower(bytes) : throw new CborContentException("The clerk's pseudonym has another length.");

    private static bool IsNull(CborReader reader)
    {
        if (reader.PeekState() is not CborReaderState.Null)
        {
            return false;
        }

        reader.ReadNull();
        return true;
    }
}
