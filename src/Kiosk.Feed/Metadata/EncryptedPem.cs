using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using Kiosk.Feed.Metadata.BouncyCastle;

namespace Kiosk.Feed.Metadata;

/// <summary>Private keys under a pass phrase: PKCS #8 with PBES2 (RFC 5958, RFC 8018) in PEM. Written with PBKDF2; read with scrypt too, as <c>openssl pkcs8 -topk8 -scrypt</c> writes it.</summary>
public static class EncryptedPem
{
    private const string Label = "ENCRYPTED PRIVATE KEY";

    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA-256, 2023.</summary>
    private const int Iterations = 600_000;

    public static bool IsEncrypted(string pem) => PemEncoding.TryFind(pem, out var fields) && pem[fields.Label] is Label;

    /// <param name="privateKeyInfo">PKCS #8, DER.</param>
    public static string Encrypt(ReadOnlyMemory<byte> privateKeyInfo, ReadOnlySpan<char> passPhrase) => PemEncoding.WriteString(
        Label,
        Pkcs8PrivateKeyInfo.Decode(privateKeyInfo, out _, skipCopy: true).Encrypt(passPhrase, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations)));

    /// <returns>The key in unencrypted PEM; null when the pass phrase is another one, or the encryption unknown.</returns>
    /// <exception cref="SigningException">The text is no encrypted key.</exception>
    public static string? Decrypt(string pem, ReadOnlySpan<char> passPhrase)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] is not Label)
        {
            throw new SigningException("This is no encrypted private key in PEM.");
        }

        byte[]? key = null;
        try
        {
            key = Open(Convert.FromBase64String(pem[fields.Base64Data]), passPhrase);
            return PemEncoding.WriteString("PRIVATE KEY", key);
        }
        catch (CryptographicException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static byte[] Open(byte[] encrypted, ReadOnlySpan<char> passPhrase)
    {
        if (ScryptKey.TryRead(encrypted) is not { } scrypt)
        {
            return Pkcs8PrivateKeyInfo.DecryptAndDecode(passPhrase, encrypted, out _).Encode();
        }

        var secret = new byte[Encoding.UTF8.GetByteCount(passPhrase)];
        try
        {
            Encoding.UTF8.GetBytes(passPhrase, secret);
            // One wrong pass phrase in 256 leaves padding that looks right.
            return Pkcs8PrivateKeyInfo.Decode(scrypt.Open(secret), out _, skipCopy: true).Encode();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
