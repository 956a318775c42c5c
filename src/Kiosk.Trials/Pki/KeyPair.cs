using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Cards;

namespace Kiosk.Trials.Pki;

/// <summary>A private key of an authority or card, for demonstrations and tests: in memory and exportable.</summary>
internal sealed class KeyPair : IDisposable
{
    private readonly AsymmetricAlgorithm algorithm;

    private KeyPair(KeyKind kind, AsymmetricAlgorithm algorithm)
    {
        (Kind, this.algorithm) = (kind, algorithm);
        SignatureGenerator = algorithm is ECDsa ec
            ? X509SignatureGenerator.CreateForECDsa(ec)
            : X509SignatureGenerator.CreateForRSA((RSA)algorithm, RSASignaturePadding.Pkcs1);
    }

    public KeyKind Kind { get; }

    public X509SignatureGenerator SignatureGenerator { get; }

    public PublicKey PublicKey => SignatureGenerator.PublicKey;

    /// <summary>The PIV algorithm reference of the key (NIST SP 800-78-4, table 6-2).</summary>
    public byte KeyAlgorithm => (byte)Kind;

    /// <summary>The hash algorithm for signing, as a card and as an authority.</summary>
    public HashAlgorithmName HashAlgorithm => Kind == KeyKind.P384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;

    public static KeyPair Create(KeyKind kind) => new(kind, kind switch
    {
        KeyKind.P256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        KeyKind.P384 => ECDsa.Create(ECCurve.NamedCurves.nistP384),
        KeyKind.Rsa2048 => RSA.Create(2048),
        KeyKind.Rsa3072 => RSA.Create(3072),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of key."),
    });

    /// <summary>The certificate with this private key; the caller disposes of it.</summary>
    public X509Certificate2 AttachTo(X509Certificate2 certificate) =>
        algorithm is ECDsa ec ? certificate.CopyWithPrivateKey(ec) : certificate.CopyWithPrivateKey((RSA)algorithm);

    /// <summary>PKCS#8, unencrypted.</summary>
    public byte[] ExportPkcs8() => algorithm.ExportPkcs8PrivateKey();

    public string ExportPem() => algorithm.ExportPkcs8PrivateKeyPem();

    /// <summary>Answers a challenge as a card does.</summary>
    public byte[] Answer(CardChallenge challenge, ReadOnlySpan<byte> certificate) => SignHash(challenge.Digest(certificate, HashAlgorithm));

    /// <summary>ECDSA in DER, or RSA PKCS#1 v1.5.</summary>
    public byte[] SignHash(ReadOnlySpan<byte> digest) => algorithm is ECDsa ec
        ? ec.SignHash(digest.ToArray(), DSASignatureFormat.Rfc3279DerSequence)
        : ((RSA)algorithm).SignHash(digest.ToArray(), HashAlgorithm, RSASignaturePadding.Pkcs1);

    public void Dispose() => algorithm.Dispose();
}

/// <summary>Key types, numbered by their PIV algorithm reference.</summary>
internal enum KeyKind : byte
{
    None = 0,
    Rsa3072 = 0x05,
    Rsa2048 = 0x07,
    P256 = 0x11,
    P384 = 0x14,
}
