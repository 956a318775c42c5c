using Kiosk.Verification.Certificates;
using Kiosk.Verification.Der;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Paths;

/// <summary>
/// Finds the valid paths from trust anchors to issuing CAs once per generation, with the same <see cref="PathBuilder"/> and <see cref="PathState"/> as any
/// other path (RFC 5280, 6.1). Validity is kept as an interval and revocation is checked at each tap, because both change without a new generation.
/// </summary>
/// <remarks>
/// Beyond RFC 5280, a CA must have keyUsage, its key and signature must be allowed by the profile, and if it states policies, one must be a required policy
/// or anyPolicy. This applies to anchors too.
/// </remarks>
internal sealed class CertificatePathValidator
{
    private readonly PathInputs inputs;
    private readonly List<(PathCertificate Authority, PathObjection Objection)> broken = [];
    private readonly PathBuilder builder;
    private readonly PathState[] states;

    /// <exception cref="CertificateException">A CA's name is not valid DER.</exception>
    public CertificatePathValidator(CardProfile profile, IReadOnlyList<Certificate> anchors, IReadOnlyList<Certificate> intermediates)
    {
        inputs = new PathInputs { Algorithms = profile.Algorithms, RequiresKeyUsage = true };
        var below = intermediates.Select(certificate => new PathCertificate(certificate)).ToArray();
        var above = anchors.Select(certificate => new PathCertificate(certificate)).ToArray();
        builder = new PathBuilder(above, below, second: null);
        states =
        [
            .. above.SelectMany(anchor => Along([anchor])),
            .. below.SelectMany(authority => builder.FindChains(authority).SelectMany(chain => Along([.. chain, authority]))),
        ];
    }

    /// <summary>Returns every authority with at least one valid path, one per name and key.</summary>
    /// <param name="policies">The acceptable policies where a CA requires an explicit one; empty for any.</param>
    public IReadOnlyList<IssuingAuthority> FindAuthorities(IReadOnlyList<string> policies)
    {
        var asked = inputs with { InitialPolicies = policies };
        return
        [
            .. states.Where(state => state.Line.All(one => MayIssueByPolicy(one.Issuer, policies)))
                .Select(state => state with { Inputs = asked })
                .GroupBy(state => (state.Issuer.Subject, state.WorkingKey.Fingerprint))
                .Select(same => new IssuingAuthority(same.Key.Subject, same.First().WorkingKey, [.. same.Select(state => new IssuerPath(state))])),
        ];
    }

    /// <summary>Distinguishes a certificate issued by a given CA with weak algorithms from one by an unknown CA.</summary>
    /// <returns>Null if none of the given CAs issued it.</returns>
    public ReasonCode? FindWeakIssuer(PathCertificate certificate)
    {
        foreach (var (authority, objection) in broken)
        {
            if (objection.Code is ReasonCode.CertWeakKey or ReasonCode.CertWeakSignature && authority.Subject.Equals(certificate.Issuer) && authority.OwnKey is { } key && certificate.IsSignedBy(key))
            {
                return objection.Code;
            }
        }

        return null;
    }

    /// <summary>Explains why a given CA has no valid path to a trust anchor; null if it has one.</summary>
    public PathObjection? FindObjection(Certificate authority) =>
        states.Any(state => state.Issuer.Certificate.Encoded.Span.SequenceEqual(authority.Encoded.Span)) ? null
        : broken.Where(one => one.Authority.Certificate.Encoded.Span.SequenceEqual(authority.Encoded.Span)).Select(one => one.Objection).FirstOrDefault()
            ?? builder.FindObjection(new PathCertificate(authority));

    private IEnumerable<PathState> Along(IReadOnlyList<PathCertificate> chain)
    {
        var objection = PathState.Along(chain, inputs, out var state);
        if (objection is null)
        {
            yield return state!;
        }
        else
        {
            broken.Add((chain[^1], objection));
        }
    }

    private static bool MayIssueByPolicy(PathCertificate authority, IReadOnlyList<string> asked) => authority.Extensions.Policies is not { } stated
        || asked.Count == 0
        || stated.Any(policy => policy == Oids.AnyPolicy || asked.Contains(policy));
}
