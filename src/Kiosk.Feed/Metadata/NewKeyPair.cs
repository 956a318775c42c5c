using System.Security.Cryptography;
using Kiosk.Feed.Metadata.BouncyCastle;

namespace Kiosk.Feed.Metadata;

/// <summary>Signature algorithms for new keys.</summary>
public enum KeyAlgorithm
{
    /// <summary>ECDSA on P-256.</summary>
    P256,

    /// <summary>RSASSA-PSS, 3072 bits.</summary>
    Rsa,

    Ed25519,
}

/// <summary>A newly generated key, to be written to files. Disposing zeroes the private key.</summary>
public sealed class NewKeyPair : IDisposable
{
    private const int RsaKeySize = 3072;

    private readonly byte[] privateKeyInfo;

    private NewKeyPair(byte[] privateKeyInfo, string publicPem) => (this.privateKeyInfo, PublicPem) = (privateKeyInfo, publicPem);

    /// <summary>SubjectPublicKeyInfo as PEM.</summary>
    public string PublicPem { get; }

    public static NewKeyPair Make(KeyAlgorithm algorithm)
    {
        if (algorithm is KeyAlgorithm.Ed25519)
        {
            using var edDsa = EdDsaPrivateKey.New();
            return new(edDsa.ToPrivateKeyInfo(), PublicKeyText.Pem(edDsa.PublicKey.Span));
        }

        using AsymmetricAlgorithm key = algorithm is KeyAlgorithm.Rsa ? RSA.Create(RsaKeySize) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(key.ExportPkcs8PrivateKey(), key.ExportSubjectPublicKeyInfoPem());
    }

    /// <summary>PKCS #8 as PEM, unencrypted.</summary>
    public string ToPem() => PemEncoding.WriteString("PRIVATE KEY", privateKeyInfo);

    /// <summary>PKCS #8 as PEM, encrypted with a pass phrase.</summary>
    public string ToPem(ReadOnlySpan<char> passPhrase) => EncryptedPem.Encrypt(privateKeyInfo, passPhrase);

    public void Dispose() => CryptographicOperations.ZeroMemory(privateKeyInfo);
}
