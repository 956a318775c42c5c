using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using System.Text;

namespace Kiosk.Feed.Tokens;

/// <summary>
/// A short statement that is signed and fits into a QR code: a prefix that says what it is, then a COSE_Sign1 message (RFC 9052, 4.2) with ES256 in Base45. The prefix is signed with it (external_aad), so that
/// nothing passes for a statement of another kind.
/// </summary>
public sealed class SignedToken
{
    /// <summary>In characters; a QR code that a phone reads from a screen holds no more.</summary>
    public const int MaxLength = 512;

    // CBOR's -7 (RFC 9053, 2.1).
    private const byte EcdsaWithSha256 = 0x26;

    private readonly CoseSign1Message message;
    private readonly byte[] purpose;

    private SignedToken(CoseSign1Message message, byte[] purpose) => (this.message, this.purpose) = (message, purpose);

    /// <summary>What is signed; not to be believed before <see cref="IsSignedBy"/>.</summary>
    public ReadOnlyMemory<byte> Payload => message.Content!.Value;

    /// <param name="prefix">Capitals, digits and a colon, such as "KR1:".</param>
    /// <param name="key">P-256.</param>
    /// <exception cref="CryptographicException">The key cannot sign.</exception>
    public static string Sign(string prefix, byte[] payload, ECDsa key) =>
        prefix + Base45.Encode(CoseSign1Message.SignEmbedded(payload, new CoseSigner(key, HashAlgorithmName.SHA256), Encoding.ASCII.GetBytes(prefix)));

    /// <returns>Null if the text is no token of this kind.</returns>
    public static SignedToken? TryParse(string prefix, string text)
    {
        if (text.Length > MaxLength || !text.StartsWith(prefix, StringComparison.Ordinal) || Base45.TryDecode(text.AsSpan(prefix.Length)) is not { } encoded)
        {
            return null;
        }

        try
        {
            var decoded = CoseMessage.DecodeSign1(encoded);
            return decoded.Content is not null && HasNothingBesideAlgorithm(decoded) ? new(decoded, Encoding.ASCII.GetBytes(prefix)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Reads a token's CBOR payload.</summary>
    /// <param name="decode">Throws <see cref="CborContentException"/> for what is no content of this kind.</param>
    /// <returns>The content and whoever can tell whether it is genuine; null if the text is no token of this kind.</returns>
    public static (T Content, SignedToken Token)? TryRead<T>(string prefix, string text, Func<CborReader, T> decode)
    {
        if (TryParse(prefix, text) is not { } token)
        {
            return null;
        }

        try
        {
            var reader = new CborReader(token.Payload);
            var content = decode(reader);
            return reader.BytesRemaining == 0 ? (content, token) : null;
        }
        catch (Exception e) when (e is CborContentException or InvalidOperationException or OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <param name="subjectPublicKeyInfo">DER of a P-256 key.</param>
    public bool IsSignedBy(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
            return key.KeySize == 256 && message.VerifyEmbedded(key, purpose);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // Headers that nobody looks at must not be there.
    private static bool HasNothingBesideAlgorithm(CoseSign1Message decoded) =>
        decoded.UnprotectedHeaders.Count == 0 && decoded.ProtectedHeaders is { Count: 1 } headers
        && headers.TryGetValue(CoseHeaderLabel.Algorithm, out var algorithm) && algorithm.EncodedValue.Span is [EcdsaWithSha256];
}
