using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Feed.Metadata;

/// <summary>Private keys under a pass phrase: PKCS #8 with PBES2 (RFC 5958, RFC 8018) in PEM. Written with PBKDF2; read with scrypt too, as <c>openssl pkcs8 -topk8 -scrypt</c> writes it.</summary>
public static class EncryptedPem
{
    private const string Label = "ENCRYPTED PRIVATE KEY";

    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA-256, 2023.</summary>
    private const int Iterations = 600_000;

    public static bool IsEncrypted(string pem) => PemEncoding.TryFind(pem, out var fields) && pem[fields.Label] is Label;

    public static string Encrypt(AsymmetricAlgorithm key, ReadOnlySpan<char> passPhrase) =>
        key.ExportEncryptedPkcs8PrivateKeyPem(passPhrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations)) + "\n";

    /// <returns>The key in unencrypted PEM; null when the pass phrase is another one, or the encryption none that OpenSSL knows.</returns>
    /// <exception cref="SigningException">The text is no encrypted key, or OpenSSL is not there.</exception>
    public static string? Decrypt(string pem, ReadOnlySpan<char> passPhrase)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] is not Label)
        {
            throw new SigningException("This is no encrypted private key in PEM.");
        }

        var secret = new byte[Encoding.UTF8.GetByteCount(passPhrase)];
        byte[]? key = null;
        try
        {
            Encoding.UTF8.GetBytes(passPhrase, secret);
            key = LibCrypto.DecryptPrivateKey(Convert.FromBase64String(pem[fields.Base64Data]), secret);
            return key is null ? null : PemEncoding.WriteString("PRIVATE KEY", key);
        }
        catch (CryptographicException exception)
        {
            throw new SigningException(exception.Message, exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
