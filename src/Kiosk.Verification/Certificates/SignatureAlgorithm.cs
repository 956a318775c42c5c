using System.Formats.Asn1;
using System.Security.Cryptography;
using Kiosk.Verification.Der;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Certificates;

/// <summary>The signature algorithms that can be verified; MD5 is not among them. <see cref="AlgorithmPolicy"/> decides which are accepted.</summary>
internal enum SignatureAlgorithm
{
    /// <summary>Any other algorithm: verifies nothing.</summary>
    None = 0,
    EcdsaSha256,
    EcdsaSha384,
    EcdsaSha512,
    RsaSha256,
    RsaSha384,
    RsaSha512,

    /// <summary>RSASSA-PSS with MGF1 over the same hash and a salt of the hash's length (RFC 4055, 3.1).</summary>
    RsaPssSha256,
    RsaPssSha384,
    RsaPssSha512,
    DsaSha256,
    DsaSha1,
    EcdsaSha1,
    RsaSha1,
}

internal static class SignatureAlgorithms
{
    public static HashAlgorithmName HashAlgorithm(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.EcdsaSha256 or SignatureAlgorithm.RsaSha256 or SignatureAlgorithm.RsaPssSha256 or SignatureAlgorithm.DsaSha256 => HashAlgorithmName.SHA256,
        SignatureAlgorithm.EcdsaSha384 or SignatureAlgorithm.RsaSha384 or SignatureAlgorithm.RsaPssSha384 => HashAlgorithmName.SHA384,
        SignatureAlgorithm.EcdsaSha512 or SignatureAlgorithm.RsaSha512 or SignatureAlgorithm.RsaPssSha512 => HashAlgorithmName.SHA512,
        SignatureAlgorithm.EcdsaSha1 or SignatureAlgorithm.RsaSha1 or SignatureAlgorithm.DsaSha1 => HashAlgorithmName.SHA1,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not a signature algorithm."),
    };

    public static bool IsEcdsa(this SignatureAlgorithm algorithm) =>
        algorithm is SignatureAlgorithm.EcdsaSha256 or SignatureAlgorithm.EcdsaSha384 or SignatureAlgorithm.EcdsaSha512 or SignatureAlgorithm.EcdsaSha1;

    public static bool IsRsaPss(this SignatureAlgorithm algorithm) =>
        algorithm is SignatureAlgorithm.RsaPssSha256 or SignatureAlgorithm.RsaPssSha384 or SignatureAlgorithm.RsaPssSha512;

    public static bool IsDsa(this SignatureAlgorithm algorithm) => algorithm is SignatureAlgorithm.DsaSha256 or SignatureAlgorithm.DsaSha1;

    public static bool IsRsa(this SignatureAlgorithm algorithm) =>
        algorithm is SignatureAlgorithm.RsaSha256 or SignatureAlgorithm.RsaSha384 or SignatureAlgorithm.RsaSha512 or SignatureAlgorithm.RsaSha1
        || algorithm.IsRsaPss();

    /// <summary>Whether it is too weak for any card profile to allow.</summary>
    public static bool IsWeak(this SignatureAlgorithm algorithm) =>
        algorithm is SignatureAlgorithm.None or SignatureAlgorithm.EcdsaSha1 or SignatureAlgorithm.RsaSha1 || algorithm.IsDsa();

    /// <summary>
    /// Reads a signature's AlgorithmIdentifier: no parameters for ECDSA (RFC 5758, 3.2) and DSA (RFC 3279, 2.2.2), NULL or none for RSA PKCS#1 (RFC 4055, 5).
    /// </summary>
    /// <exception cref="AsnContentException">Not an AlgorithmIdentifier, or its parameters are not allowed.</exception>
    /// <exception cref="CertificateException">If strict: the algorithm is unknown or weak.</exception>
    public static SignatureAlgorithm Read(ReadOnlyMemory<byte> algorithmIdentifier, X509Reading reading)
    {
        var reader = new AsnReader(algorithmIdentifier, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        var oid = sequence.ReadObjectIdentifier();
        var algorithm = oid == Oids.RsassaPss ? RsaPssParameters.Read(sequence) : Known(oid);
        if (algorithm.IsWeak() && reading == X509Reading.Strict)
        {
            throw new CertificateException(ReasonCode.CertWeakSignature, $"The signature algorithm {oid} is not accepted.");
        }

        if (algorithm == SignatureAlgorithm.None)
        {
            return algorithm;
        }

        ReadParameters(sequence, algorithm, reading);
        return algorithm;
    }

    /// <summary>Some software writes NULL for ECDSA too, which is harmless; only <see cref="X509Reading.Tolerant"/> accepts it.</summary>
    private static void ReadParameters(AsnReader sequence, SignatureAlgorithm algorithm, X509Reading reading)
    {
        var mayBeNull = !algorithm.IsRsaPss() && (algorithm.IsRsa() || reading == X509Reading.Tolerant);
        if (mayBeNull && sequence.HasData && sequence.PeekTag().HasSameClassAndValue(Asn1Tag.Null))
        {
            sequence.ReadNull();
        }

        if (sequence.HasData)
        {
            throw new DerRuleException(algorithm.IsRsa()
                ? $"The signature algorithm {algorithm} bears other parameters than it takes (RFC 4055, 3 and 5)."
                : $"The signature algorithm {algorithm} bears parameters, and takes none, not even NULL (RFC 5758, 3.2 and RFC 3279, 2.2).");
        }
    }

    private static SignatureAlgorithm Known(string oid) => oid switch
    {
        Oids.EcdsaWithSha256 => SignatureAlgorithm.EcdsaSha256,
        Oids.EcdsaWithSha384 => SignatureAlgorithm.EcdsaSha384,
        Oids.EcdsaWithSha512 => SignatureAlgorithm.EcdsaSha512,
        Oids.Sha256WithRsa => SignatureAlgorithm.RsaSha256,
        Oids.Sha384WithRsa => SignatureAlgorithm.RsaSha384,
        Oids.Sha512WithRsa => SignatureAlgorithm.RsaSha512,
        Oids.DsaWithSha256 => SignatureAlgorithm.DsaSha256,
        Oids.DsaWithSha1 => SignatureAlgorithm.DsaSha1,
        Oids.EcdsaWithSha1 => SignatureAlgorithm.EcdsaSha1,
        Oids.Sha1WithRsa => SignatureAlgorithm.RsaSha1,
        _ => SignatureAlgorithm.None,
    };
}
