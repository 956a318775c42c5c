using System.Formats.Cbor;
using System.Security.Cryptography;
using Kiosk.Feed.Tokens;

namespace Kiosk.Identity.Receipts;

/// <summary>
/// What a terminal states about a case that it took down: anybody can verify it by the terminal's public key, without the terminal and without a network. Says nothing about the person.
/// </summary>
/// <param name="Number">The receipt number, which names terminal, day and journal record.</param>
/// <param name="Procedure">The procedure's code in the catalogue.</param>
/// <param name="Case">Null for a new case without a number.</param>
/// <param name="RecordedAt">In whole seconds.</param>
/// <param name="Due">The day the result is due (Vietnam time), or null if none is promised.</param>
/// <remarks>The payload of a <see cref="SignedToken"/>: a CBOR array (RFC 8949) of version 1, number, procedure, case or null, recorded (seconds since 1970), due (days since 1970) or null.</remarks>
internal sealed record ProcedureReceipt(string Number, string Procedure, string? Case, DateTimeOffset RecordedAt, DateOnly? Due)
{
    /// <summary>What its text begins with.</summary>
    public const string Prefix = "KR1:";

    private const int Version = 1;
    private const int Fields = 6;

    private static readonly DateOnly FirstDay = DateOnly.FromDateTime(DateTime.UnixEpoch);

    /// <returns>The text of the QR code: upper-case letters, digits and <c>$%*+-./:</c> and space.</returns>
    /// <exception cref="KeyStoreException">The key cannot be used.</exception>
    public string SignedWith(ECDsa key) => SignedToken.Sign(Prefix, Encode(), key);

    /// <returns>The receipt and whoever can tell whether it is genuine; null if the text is no receipt.</returns>
    public static (ProcedureReceipt Receipt, SignedToken Token)? TryParse(string text)
    {
        if (SignedToken.TryParse(Prefix, text) is not { } token)
        {
            return null;
        }

        try
        {
            return (Decode(new CborReader(token.Payload)), token);
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private byte[] Encode()
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(Fields);
        writer.WriteInt32(Version);
        writer.WriteTextString(Number);
        writer.WriteTextString(Procedure);
        if (Case is null)
        {
            writer.WriteNull();
        }
        else
        {
            writer.WriteTextString(Case);
        }

        writer.WriteInt64(RecordedAt.ToUnixTimeSeconds());
        if (Due is { } due)
        {
            writer.WriteInt32(due.DayNumber - FirstDay.DayNumber);
        }
        else
        {
            writer.WriteNull();
        }

        writer.WriteEndArray();
        return writer.Encode();
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
            IsNull(reader) ? null : FirstDay.AddDays(reader.ReadInt32()));
        reader.ReadEndArray();
        return reader.BytesRemaining == 0 ? receipt : throw new CborContentException("Bytes follow the receipt.");
    }

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
