using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Certificates;

/// <summary>An imported public key. Thread-safe.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The native key is left to its handle's finaliser: another reader's thread may be verifying with it when it falls out of use.")]
internal sealed class PublicKey
{
    private readonly Lock gate = new();
    private readonly ECDsa? ec;
    private readonly RSA? rsa;
    private readonly DSA? dsa;
    private readonly Lazy<byte[]> hash;

    private PublicKey(SubjectPublicKey subject, AsymmetricAlgorithm algorithm)
    {
        (Subject, ec, rsa, dsa) = (subject, algorithm as ECDsa, algorithm as RSA, algorithm as DSA);
        hash = new(() => SHA256.HashData(subject.Encoded.Span));
    }

    public SubjectPublicKey Subject { get; }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, 32 bytes.</summary>
    public ReadOnlyMemory<byte> Hash => hash.Value;

    /// <summary><see cref="Hash"/> in hexadecimal.</summary>
    public string Fingerprint => Convert.ToHexString(Hash.Span);

    /// <exception cref="CertificateException">The point is not on the curve, or the library rejects the key.</exception>
    public static PublicKey Import(SubjectPublicKey subject)
    {
        AsymmetricAlgorithm algorithm = subject switch
        {
            SubjectPublicKey.Ec => ECDsa.Create(),
            SubjectPublicKey.Rsa => RSA.Create(),
            SubjectPublicKey.Dsa => DSA.Create(),
            _ => throw new CertificateException(ReasonCode.CertWeakKey, "The public key is of a kind that verifies nothing here."),
        };
        try
        {
            algorithm.ImportSubjectPublicKeyInfo(subject.Encoded.Span, out _);
            return new PublicKey(subject, algorithm);
        }
        catch (CryptographicException refused)
        {
            algorithm.Dispose();
            throw new CertificateException(ReasonCode.CertWeakKey, "The public key is not a valid one.", refused);
        }
    }

    /// <summary>Whether the signature has the form that its algorithm requires; does not verify it.</summary>
    public bool IsWellFormed(ReadOnlySpan<byte> signature) => Subject switch
    {
        SubjectPublicKey.Ec key => EcdsaSignature.IsWellFormed(signature, key.Curve),
        SubjectPublicKey.Rsa key => signature.Length == (key.ModulusSize + 7) / 8,
        SubjectPublicKey.Dsa => !signature.IsEmpty,
        _ => false,
    };

    /// <summary>Verifies the signature of a certificate or CRL.</summary>
    public bool VerifySignature(ReadOnlySpan<byte> signedBytes, ReadOnlySpan<byte> signature, SignatureAlgorithm algorithm) =>
        Fits(algorithm) && VerifyDigest(CryptographicOperations.HashData(algorithm.HashAlgorithm(), signedBytes), signature, algorithm);

    /// <summary>As <see cref="VerifySignature"/>, given the digest of the signed bytes by the algorithm's hash.</summary>
    public bool VerifyDigest(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature, SignatureAlgorithm algorithm) =>
        Fits(algorithm) && IsWellFormed(signature)
        && VerifyHash(digest, signature, algorithm.HashAlgorithm(), algorithm.IsRsaPss() ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);

    /// <summary>Verifies ECDSA in DER, or RSA PKCS#1 v1.5 over a digest of the given algorithm.</summary>
    public bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, HashAlgorithmName hashAlgorithm) =>
        VerifyHash(hash, signature, hashAlgorithm, RSASignaturePadding.Pkcs1);

    private bool Fits(SignatureAlgorithm algorithm) => ec is not null ? algorithm.IsEcdsa() : rsa is not null ? algorithm.IsRsa() : algorithm.IsDsa();

    private bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
    {
        // The framework's key objects are not documented as thread-safe.
        lock (gate)
        {
            return ec?.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence)
                ?? rsa?.VerifyHash(hash, signature, hashAlgorithm, padding)
                ?? dsa!.VerifySignature(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
        }
    }
}
