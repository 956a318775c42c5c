using Kiosk.Service.Reasons;

namespace Kiosk.Service.Verification;

/// <summary>Which signatures and keys the card profile lets count.</summary>
internal sealed record AlgorithmPolicy
{
    public static AlgorithmPolicy Default { get; } = new();

    public IReadOnlyList<SignatureAlgorithm> Signatures { get; init; } =
    [
        SignatureAlgorithm.EcdsaSha256, SignatureAlgorithm.EcdsaSha384, SignatureAlgorithm.EcdsaSha512,
        SignatureAlgorithm.RsaSha256, SignatureAlgorithm.RsaSha384, SignatureAlgorithm.RsaSha512,
    ];

    public IReadOnlyList<EllipticCurve> Curves { get; init; } = [EllipticCurve.P256, EllipticCurve.P384];

    /// <summary>Modulus sizes in bits.</summary>
    public IReadOnlyList<int> RsaSizes { get; init; } = [2048, 3072, 4096];

    /// <returns>What is wrong with the certificate's key or signature algorithm, or null.</returns>
    public ReasonCode? FindObjection(Certificate certificate)
    {
        if (!Allows(certificate.SignatureAlgorithm))
        {
            return ReasonCode.CertWeakSignature;
        }

        return Allows(certificate.PublicKey) ? null : ReasonCode.CertWeakKey;
    }

    public bool Allows(SignatureAlgorithm algorithm) => Signatures.Contains(algorithm);

    public bool Allows(SubjectPublicKey key) => key switch
    {
        SubjectPublicKey.Ec ec => Curves.Contains(ec.Curve),
        SubjectPublicKey.Rsa rsa => RsaSizes.Contains(rsa.ModulusSize),
        _ => false,
    };
}
