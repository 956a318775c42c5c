using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Kiosk.Feed.Records;

namespace Kiosk.Identity.Enrolment;

/// <summary>Lets one terminal enrol once. As text it fits a QR code: <c>kiosk-enrol:1?id=HN-01&amp;until=20261130T080000Z&amp;at=https://…&amp;pin=…&amp;secret=…</c>; without a collector, <c>at</c> and <c>pin</c> are missing.</summary>
/// <param name="Secret">Known to the issuer and to whoever holds the token: authenticates the request to the issuer and the answer to the terminal.</param>
/// <param name="Collector">Where to enrol; null if requests are carried to the desk.</param>
internal sealed record EnrolmentToken(string TerminalId, DateTimeOffset Expires, ReadOnlyMemory<byte> Secret, CollectorAddress? Collector)
{
    public const int MaxLength = 512;

    private const string Scheme = "kiosk-enrol:1?";
    private const string ExpiryFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const int SecretLength = 16;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    public static EnrolmentToken Create(string terminalId, CollectorAddress? collector, DateTimeOffset now) =>
        new(terminalId, DateTimeOffset.FromUnixTimeSeconds((now + Lifetime).ToUnixTimeSeconds()), RandomNumberGenerator.GetBytes(SecretLength), collector);

    /// <returns>Whether a code is meant as a token, whole or not.</returns>
    public static bool IsMeant(string code) => code.StartsWith(Scheme, StringComparison.Ordinal);

    /// <exception cref="EnrolmentException">The text is not a whole token.</exception>
    public static EnrolmentToken Parse(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length <= MaxLength && trimmed.StartsWith(Scheme, StringComparison.Ordinal) && ParseFields(trimmed[Scheme.Length..].Split('&')) is { } token
            ? token
            : throw new EnrolmentException(new(
                $"Đây không phải mã ghi danh nguyên vẹn: mã bắt đầu bằng {Scheme} và nằm trên một dòng. Hãy chép lại toàn bộ mã mà registry terminal add hoặc collector enrol đã in.",
                $"This is not a whole enrolment token: it begins with {Scheme} and is one line. Copy all of what registry terminal add or collector enrol printed."));
    }

    public bool IsExpiredAt(DateTimeOffset now) => now >= Expires;

    /// <summary>Authenticates a message under the secret: HMAC-SHA256 under a key for this purpose alone.</summary>
    /// <param name="purpose">Separates requests from answers.</param>
    public byte[] Prove(ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> message) =>
        HMACSHA256.HashData(HKDF.DeriveKey(HashAlgorithmName.SHA256, Secret.ToArray(), SHA256.HashSizeInBytes, salt: null, info: purpose.ToArray()), message);

    // The secret comes last: of a token that was not copied whole, none is left.
    public override string ToString() =>
        $"{Scheme}id={TerminalId}&until={Expires.UtcDateTime.ToString(ExpiryFormat, CultureInfo.InvariantCulture)}"
        + (Collector is null ? "" : $"&at={Collector.Url}&pin={Collector.Pin}")
        + $"&secret={Base64Url.EncodeToString(Secret.Span)}";

    private static EnrolmentToken? ParseFields(string[] fields)
    {
        CollectorAddress? collector = null;
        return fields.Length is 3 or 5
            && Value(fields[0], "id=") is { } id && TerminalRecordRules.IsId(id)
            && DateTimeOffset.TryParseExact(Value(fields[1], "until="), ExpiryFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expires)
            && (fields.Length == 3 || CollectorAddress.TryParse(Value(fields[2], "at=") ?? "", Value(fields[3], "pin=") ?? "", out collector))
            && Value(fields[^1], "secret=") is { } secret && Base64Url.IsValid(secret, out var length) && length == SecretLength
                ? new(id, expires, Base64Url.DecodeFromChars(secret), collector)
                : null;
    }

    private static string? Value(string field, string name) => field.StartsWith(name, StringComparison.Ordinal) ? field[name.Length..] : null;
}
