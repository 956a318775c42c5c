using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Kiosk.Service.Reasons;

namespace Kiosk.Service.Verification;

/// <summary>A public key ready for use. Safe to share between threads.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The native key is left to its handle's finaliser: another reader's thread may be verifying with it when it falls out of use.")]
internal sealed class PublicKey
{
    private readonly Lock gate = new();
    private readonly ECDsa? ec;
    private readonly RSA? rsa;

    private PublicKey(SubjectPublicKey subject, ECDsa? ec, RSA? rsa) => (Subject, this.ec, this.rsa) = (subject, ec, rsa);

    public SubjectPublicKey Subject { get; }

    /// <exception cref="CertificateException">The point does not lie on the curve, or the library refuses the key.</exception>
    public static PublicKey Import(SubjectPublicKey subject)
    {
        AsymmetricAlgorithm algorithm = subject is SubjectPublicKey.Ec ? ECDsa.Create() : RSA.Create();
        try
        {
            algorithm.ImportSubjectPublicKeyInfo(subject.Encoded.Span, out _);
            return new PublicKey(subject, algorithm as ECDsa, algorithm as RSA);
        }
        catch (CryptographicException refused)
        {
            algorithm.Dispose();
            throw new CertificateException(ReasonCode.CertWeakKey, "The public key is not a valid one.", refused);
        }
    }

    /// <summary>Whether the signature has the one form that its algorithm allows; its value is not judged.</summary>
    public bool IsWellFormed(ReadOnlySpan<byte> signature) => Subject switch
    {
        SubjectPublicKey.Ec key => EcdsaSignature.IsWellFormed(signature, key.Curve),
        SubjectPublicKey.Rsa key => signature.Length == key.ModulusSize / 8,
        _ => false,
    };

    /// <summary>Verifies the signature of a certificate or CRL.</summary>
    public bool VerifySignature(ReadOnlySpan<byte> signedBytes, ReadOnlySpan<byte> signature, SignatureAlgorithm algorithm)
    {
        if (algorithm.IsEcdsa() != (ec is not null) || !IsWellFormed(signature))
        {
            return false;
        }

        var hashAlgorithm = algorithm.HashAlgorithm();
        return VerifyHash(CryptographicOperations.HashData(hashAlgorithm, signedBytes), signature, hashAlgorithm);
    }

    /// <summary>Verifies ECDSA in DER, or RSA PKCS#1 v1.5 over a digest of the given algorithm.</summary>
    public bool VerifyHash(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, HashAlgorithmName hashAlgorithm)
    {
        // The framework promises no thread safety of its key objects.
        lock (gate)
        {
            return ec is not null
                ? ec.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence)
                : rsa is not null && rsa.VerifyHash(hash, signature, hashAlgorithm, RSASignaturePadding.Pkcs1);
        }
    }
}
