using System.Security.Cryptography;
using Kiosk.Words;

namespace Kiosk.Feed.Metadata;

/// <summary>TUF's names and encodings of public keys.</summary>
internal static class PublicKeyText
{
    public const string Ecdsa = "ecdsa";
    public const string EcdsaP256 = "ecdsa-sha2-nistp256";
    public const string EcdsaP384 = "ecdsa-sha2-nistp384";
    public const string Rsa = "rsa";
    public const string RsaPss = "rsassa-pss-sha256";
    public const string Ed25519 = "ed25519";

    /// <summary>The fixed SubjectPublicKeyInfo prefix of an ed25519 key (RFC 8410, 4).</summary>
    private static ReadOnlySpan<byte> Ed25519Header => [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00];

    /// <summary>TUF key type, scheme and public value of a PEM SubjectPublicKeyInfo.</summary>
    /// <exception cref="MetadataFormatException">The algorithm is not supported, or the text is not a key.</exception>
    public static (string KeyType, string Scheme, string Value) Describe(string pem)
    {
        if (TryEd25519(pem) is { } raw)
        {
            return (Ed25519, Ed25519, Convert.ToHexStringLower(raw));
        }

        if (TryImport(ECDsa.Create(), pem) is { } ec)
        {
            using (ec)
            {
                return VerificationKey.IsOnNamedCurve(ec)
                    ? (Ecdsa, ec.KeySize == 256 ? EcdsaP256 : EcdsaP384, ec.ExportSubjectPublicKeyInfoPem())
                    : throw new MetadataFormatException(new Phrase($"Khóa EC {ec.KeySize} bit này không ký được siêu dữ liệu; khóa trên đường cong có tên P-256 và P-384 thì ký được.", $"This EC key of {ec.KeySize} bits cannot sign metadata; keys on the named curves P-256 and P-384 can."));
            }
        }

        if (TryImport(RSA.Create(), pem) is { } rsa)
        {
            using (rsa)
            {
                return VerificationKey.IsGoodRsaSize(rsa.KeySize)
                    ? (Rsa, RsaPss, rsa.ExportSubjectPublicKeyInfoPem())
                    : throw new MetadataFormatException(new Phrase($"Khóa RSA {rsa.KeySize} bit không ký được siêu dữ liệu; từ 2048 đến 8192 bit thì ký được.", $"An RSA key of {rsa.KeySize} bits cannot sign metadata; 2048 to 8192 can."));
            }
        }

        throw new MetadataFormatException(new Phrase("Đây không phải khóa công khai PEM thuộc loại P-256, P-384, RSA hoặc ed25519.", "This is no public key in PEM of P-256, P-384, RSA or ed25519."));
    }

    public static string Pem(ReadOnlySpan<byte> ed25519) => PemEncoding.WriteString("PUBLIC KEY", [.. Ed25519Header, .. ed25519]);

    /// <returns>Null if the text is not a key of this algorithm. Disposes the key then.</returns>
    public static T? TryImport<T>(T key, string pem)
        where T : AsymmetricAlgorithm
    {
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            return null;
        }
    }

    private static byte[]? TryEd25519(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] is not "PUBLIC KEY")
        {
            return null;
        }

        var content = new byte[fields.DecodedDataLength];
        return Convert.TryFromBase64String(pem[fields.Base64Data], content, out _)
            && content.Length == Ed25519Header.Length + 32
            && content.AsSpan().StartsWith(Ed25519Header)
                ? content[Ed25519Header.Length..]
                : null;
    }
}
