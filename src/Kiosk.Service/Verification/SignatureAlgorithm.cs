using System.Formats.Asn1;
using System.Security.Cryptography;
using Kiosk.Service.Reasons;

namespace Kiosk.Service.Verification;

/// <summary>The signature algorithms that certificates and CRLs may carry at all; MD5 and SHA-1 are not among them.</summary>
internal enum SignatureAlgorithm
{
    None = 0,
    EcdsaSha256,
    EcdsaSha384,
    EcdsaSha512,
    RsaSha256,
    RsaSha384,
    RsaSha512,
}

internal static class SignatureAlgorithms
{
    public static HashAlgorithmName HashAlgorithm(this SignatureAlgorithm algorithm) => algorithm switch
    {
        SignatureAlgorithm.EcdsaSha256 or SignatureAlgorithm.RsaSha256 => HashAlgorithmName.SHA256,
        SignatureAlgorithm.EcdsaSha384 or SignatureAlgorithm.RsaSha384 => HashAlgorithmName.SHA384,
        SignatureAlgorithm.EcdsaSha512 or SignatureAlgorithm.RsaSha512 => HashAlgorithmName.SHA512,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not a signature algorithm."),
    };

    public static bool IsEcdsa(this SignatureAlgorithm algorithm) =>
        algorithm is SignatureAlgorithm.EcdsaSha256 or SignatureAlgorithm.EcdsaSha384 or SignatureAlgorithm.EcdsaSha512;

    /// <summary>Reads an AlgorithmIdentifier of a signature: no parameters with ECDSA (RFC 5758, 3.2), NULL or none with RSA (RFC 4055, 5).</summary>
    /// <exception cref="AsnContentException">Not an AlgorithmIdentifier, or with parameters that do not belong there.</exception>
    /// <exception cref="CertificateException">Another algorithm.</exception>
    public static SignatureAlgorithm Read(ReadOnlyMemory<byte> algorithmIdentifier)
    {
        var reader = new AsnReader(algorithmIdentifier, AsnEncodingRules.DER);
        var sequence = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        var algorithm = sequence.ReadObjectIdentifier() switch
        {
            Oids.EcdsaWithSha256 => SignatureAlgorithm.EcdsaSha256,
            Oids.EcdsaWithSha384 => SignatureAlgorithm.EcdsaSha384,
            Oids.EcdsaWithSha512 => SignatureAlgorithm.EcdsaSha512,
            Oids.Sha256WithRsa => SignatureAlgorithm.RsaSha256,
            Oids.Sha384WithRsa => SignatureAlgorithm.RsaSha384,
            Oids.Sha512WithRsa => SignatureAlgorithm.RsaSha512,
            var other => throw new CertificateException(ReasonCode.CertWeakSignature, $"The signature algorithm {other} is not accepted."),
        };
        if (!algorithm.IsEcdsa() && sequence.HasData)
        {
            sequence.ReadNull();
        }

        sequence.ThrowIfNotEmpty();
        return algorithm;
    }
}
