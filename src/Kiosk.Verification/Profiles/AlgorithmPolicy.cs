using Kiosk.Verification.Certificates;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Profiles;

/// <summary>
/// Which signatures and keys the card profile lets count, and when. What never counts is refused where it is met first; what counts for a time is judged at the instant
/// of each tap, because no answer about time may be kept.
/// </summary>
internal sealed record AlgorithmPolicy
{
    public static AlgorithmPolicy Default { get; } = new();

    public IReadOnlyList<Allowance<SignatureAlgorithm>> Signatures { get; init; } =
    [
        SignatureAlgorithm.EcdsaSha256, SignatureAlgorithm.EcdsaSha384, SignatureAlgorithm.EcdsaSha512,
        SignatureAlgorithm.RsaSha256, SignatureAlgorithm.RsaSha384, SignatureAlgorithm.RsaSha512,
        SignatureAlgorithm.RsaPssSha256, SignatureAlgorithm.RsaPssSha384, SignatureAlgorithm.RsaPssSha512,
    ];

    public IReadOnlyList<Allowance<EllipticCurve>> Curves { get; init; } = [EllipticCurve.P256, EllipticCurve.P384];

    /// <summary>Modulus sizes in bits.</summary>
    public IReadOnlyList<Allowance<int>> RsaSizes { get; init; } = [2048, 3072, 4096];

    /// <returns>What is wrong with the certificate's key or signature algorithm at any time, or null.</returns>
    public Objection? FindObjection(Certificate certificate) => FindObjection(certificate.SignatureAlgorithm, certificate.PublicKey, second: null);

    /// <param name="second">Null for "at any time".</param>
    /// <returns>What is wrong with a certificate's signature or key, or null.</returns>
    public Objection? FindObjection(SignatureAlgorithm signature, SubjectPublicKey key, DateTimeOffset? second)
    {
        if (!Allows(signature, second))
        {
            return new(ReasonCode.CertWeakSignature, $"The certificate is signed with {signature}, which the card profile does not allow{At(second)} (algorithms.signatures).") { Member = "algorithms.signatures" };
        }

        return Allows(key, second) ? null : new(ReasonCode.CertWeakKey, $"The certificate's key is {SubjectPublicKeys.Describe(key)}, which the card profile does not allow{At(second)}{(MemberOf(key) is { } member ? $" ({member})" : "")}.") { Member = MemberOf(key) };
    }

    /// <param name="second">Left out, "at any time".</param>
    public bool Allows(SignatureAlgorithm algorithm, DateTimeOffset? second = null) => Allows(Signatures, algorithm, second);

    /// <param name="second">Left out, "at any time".</param>
    public bool Allows(SubjectPublicKey key, DateTimeOffset? second = null) => key switch
    {
        SubjectPublicKey.Ec ec => Allows(Curves, ec.Curve, second),
        SubjectPublicKey.Rsa rsa => Allows(RsaSizes, rsa.ModulusSize, second),
        _ => false,
    };

    private static string At(DateTimeOffset? second) => second is { } instant ? $" on {instant:yyyy-MM-dd}" : "";

    private static string? MemberOf(SubjectPublicKey key) => key switch
    {
        SubjectPublicKey.Ec => "algorithms.curves",
        SubjectPublicKey.Rsa => "algorithms.rsaSizes",
        _ => null,
    };

    private static bool Allows<T>(IReadOnlyList<Allowance<T>> allowances, T value, DateTimeOffset? second)
        where T : struct
    {
        for (var i = 0; i < allowances.Count; i++)
        {
            if (EqualityComparer<T>.Default.Equals(allowances[i].Value, value) && (second is null || allowances[i].HoldsAt(second.Value)))
            {
                return true;
            }
        }

        return false;
    }
}
