using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using Kiosk.Feed.Metadata.BouncyCastle;
using Kiosk.Words;

namespace Kiosk.Feed.Metadata;

/// <summary>Encrypted private keys in PEM: PKCS #8 with PBES2 (RFC 5958, RFC 8018). Writes PBKDF2; also reads scrypt, as written by <c>openssl pkcs8 -topk8 -scrypt</c>.</summary>
public static class EncryptedPem
{
    private const string Label = "ENCRYPTED PRIVATE KEY";

    /// <summary>OWASP's 2023 recommendation for PBKDF2 with HMAC-SHA-256.</summary>
    private const int Iterations = 600_000;

    public static bool IsEncrypted(string pem) => PemEncoding.TryFind(pem, out var fields) && pem[fields.Label] is Label;

    /// <param name="privateKeyInfo">PKCS #8, DER.</param>
    public static string Encrypt(ReadOnlyMemory<byte> privateKeyInfo, ReadOnlySpan<char> passPhrase) => PemEncoding.WriteString(
        Label,
        Pkcs8PrivateKeyInfo.Decode(privateKeyInfo, out _, skipCopy: true).Encrypt(passPhrase, new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations)));

    /// <returns>The key as unencrypted PEM; null if the pass phrase is wrong or the encryption unsupported.</returns>
    /// <exception cref="SigningException">The text is not an encrypted key.</exception>
    public static string? Decrypt(string pem, ReadOnlySpan<char> passPhrase)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] is not Label)
        {
            throw new SigningException(new Phrase("Đây không phải khóa riêng PEM đã mã hóa.", "This is not an encrypted private key in PEM."));
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
            // One wrong pass phrase in 256 yields valid padding, so the content must be decoded as well.
            return Pkcs8PrivateKeyInfo.Decode(scrypt.Open(secret), out _, skipCopy: true).Encode();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
