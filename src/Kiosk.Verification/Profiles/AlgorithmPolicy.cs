using Kiosk.Verification.Certificates;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Verification.Profiles;

/// <summary>
/// The signatures and keys that the card profile allows, and when. An algorithm never allowed is rejected on first sight; one allowed for a period is checked at each
/// tap, because time-dependent results must not be cached.
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

    /// <returns>What is wrong with the certificate's key or signature algorithm regardless of time, or null.</returns>
    public Objection? FindObjection(Certificate certificate) => FindObjection(certificate.SignatureAlgorithm, certificate.PublicKey, second: null);

    /// <param name="second">Null for "at any time".</param>
    /// <returns>What is wrong with the signature algorithm or key, or null.</returns>
    public Objection? FindObjection(SignatureAlgorithm signature, SubjectPublicKey key, DateTimeOffset? second)
    {
        if (!Allows(signature, second))
        {
            return new(ReasonCode.CertWeakSignature, new Phrase($"Chứng thư số được ký bằng {signature}, là thuật toán mà hồ sơ thẻ không cho phép{At(second).Vietnamese} (algorithms.signatures).", $"The certificate is signed with {signature}, which the card profile does not allow{At(second).English} (algorithms.signatures).")) { Member = "algorithms.signatures" };
        }

        return Allows(key, second) ? null : new(ReasonCode.CertWeakKey, new Phrase($"Khóa của chứng thư số {SubjectPublicKeys.Describe(key).Vietnamese}, là loại khóa mà hồ sơ thẻ không cho phép{At(second).Vietnamese}{(MemberOf(key) is { } place ? $" ({place})" : "")}.", $"The certificate's key is {SubjectPublicKeys.Describe(key).English}, which the card profile does not allow{At(second).English}{(MemberOf(key) is { } member ? $" ({member})" : "")}.")) { Member = MemberOf(key) };
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

    private static Phrase At(DateTimeOffset? second) => second is { } instant ? new($" vào ngày {LocalFormat.Day(instant)}", $" on {instant:yyyy-MM-dd}") : Phrase.Untranslated("");

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
