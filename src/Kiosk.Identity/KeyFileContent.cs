using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Identity;

/// <summary>
/// The content of a key file, in PEM: the signing key (PKCS #8, P-256), the decryption key (the same), then the secret under <c>KIOSK FRAME KEY</c>. Earlier versions wrote no decryption key.
/// </summary>
/// <param name="IsCompleted">Whether the decryption key was missing and has just been made.</param>
internal sealed record KeyFileContent(ECDsa Signing, ECDiffieHellman Decryption, byte[] SecretBytes, bool IsCompleted)
{
    private const string KeyLabel = "PRIVATE KEY";
    private const string SecretLabel = "KIOSK FRAME KEY";

    public StoredSecret Secret { get; } = new(SecretBytes);

    public static KeyFileContent Generate() =>
        new(ECDsa.Create(ECCurve.NamedCurves.nistP256), ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), RandomNumberGenerator.GetBytes(StoredSecret.Length), IsCompleted: false);

    /// <returns>Null if it is anything else.</returns>
    public static KeyFileContent? Parse(ReadOnlySpan<byte> content)
    {
        try
        {
            return PemSections.Of(content) switch
            {
                [(KeyLabel, var signing), (KeyLabel, var decryption), (SecretLabel, { Length: StoredSecret.Length } secret)] => new(SigningKey(signing), DecryptionKey(decryption), secret, IsCompleted: false),
                [(KeyLabel, var signing), (SecretLabel, { Length: StoredSecret.Length } secret)] => new(SigningKey(signing), ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), secret, IsCompleted: true),
                _ => null,
            };
        }
        catch (Exception malformed) when (malformed is CryptographicException or FormatException)
        {
            return null;
        }
    }

    public byte[] Encode() => Encoding.UTF8.GetBytes(
        $"{Signing.ExportPkcs8PrivateKeyPem()}\n{Decryption.ExportPkcs8PrivateKeyPem()}\n{PemEncoding.WriteString(SecretLabel, SecretBytes)}\n");

    private static ECDsa SigningKey(byte[] pkcs8)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return OnP256(key);
    }

    private static ECDiffieHellman DecryptionKey(byte[] pkcs8)
    {
        var key = ECDiffieHellman.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return OnP256(key);
    }

    private static T OnP256<T>(T key)
        where T : ECAlgorithm => key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value ? key : throw new CryptographicException("Another curve.");
}
