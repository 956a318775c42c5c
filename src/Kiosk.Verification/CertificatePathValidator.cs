using Kiosk.Verification.Paths;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification;

/// <summary>
/// Finds the valid paths from trust anchors to issuing CAs once per generation, by the same <see cref="PathBuilder"/> and <see cref="PathState"/> that judge any
/// other path (RFC 5280, 6.1). Validity is kept as an interval and revocation is asked at each tap, because both change without a new generation.
/// </summary>
/// <remarks>
/// Beyond RFC 5280 a CA must carry keyUsage, its key and signature must be such as the profile names, and where it states policies it must state one of the
/// profile's, or anyPolicy. All of this goes for anchors too.
/// </remarks>
internal sealed class CertificatePathValidator
{
    private readonly CardProfile profile;
    private readonly PathInputs inputs;
    private readonly PathCertificate[] anchors;
    private readonly PathCertificate[] intermediates;
    private readonly PathBuilder builder;
    private readonly List<(PathCertificate Authority, ReasonCode Code)> weak = [];

    /// <exception cref="CertificateException">A CA's name is not valid DER.</exception>
    public CertificatePathValidator(CardProfile profile, IReadOnlyList<Certificate> anchors, IReadOnlyList<Certificate> intermediates)
    {
        this.profile = profile;
        this.anchors = [.. anchors.Select(certificate => new PathCertificate(certificate))];
        this.intermediates = [.. intermediates.Select(certificate => new PathCertificate(certificate))];
        inputs = new PathInputs { InitialPolicies = profile.Policies, Algorithms = profile.Algorithms, RequiresKeyUsage = true };
        builder = new PathBuilder(this.anchors, this.intermediates, second: null);
    }

    /// <summary>All authorities with at least one valid path, one for each name and key.</summary>
    public IReadOnlyList<IssuingAuthority> FindAuthorities() =>
    [
        .. anchors.SelectMany(anchor => Along([anchor]))
            .Concat(intermediates.SelectMany(authority => builder.FindChains(authority).SelectMany(chain => Along([.. chain, authority]))))
            .GroupBy(state => (state.Issuer.Subject, state.WorkingKey.Fingerprint))
            .Select(same => new IssuingAuthority(same.Key.Subject, same.First().WorkingKey, [.. same.Select(state => new IssuerPath(state))])),
    ];

    /// <summary>Why a certificate is not trusted that was issued by one of the given CAs whose algorithms never count: weak is told apart from unknown.</summary>
    /// <returns>Null where none of them issued it.</returns>
    public ReasonCode? FindWeakIssuer(PathCertificate certificate)
    {
        foreach (var (authority, code) in weak)
        {
            if (authority.Subject.Equals(certificate.Issuer) && authority.OwnKey is { } key && certificate.IsSignedBy(key))
            {
                return code;
            }
        }

        return null;
    }

    private IEnumerable<PathState> Along(IReadOnlyList<PathCertificate> chain)
    {
        var objection = PathState.Along(chain, inputs, out var state);
        if (objection is { Code: ReasonCode.CertWeakKey or ReasonCode.CertWeakSignature })
        {
            weak.Add((chain[^1], objection.Code));
        }

        if (objection is null && chain.All(MayIssueByPolicy))
        {
            yield return state!;
        }
    }

    private bool MayIssueByPolicy(PathCertificate authority) => authority.Extensions.Policies is not { } policies
        || profile.Policies.Count == 0
        || policies.Any(policy => policy == Oids.AnyPolicy || profile.Policies.Contains(policy));
}
