namespace Kiosk.Verification.Paths;

/// <summary>A path that holds but for validity and revocation, which change with the instant.</summary>
/// <param name="Above">The state in which the target was judged.</param>
/// <param name="NotBefore">The latest beginning of its certificates, the anchor's included.</param>
/// <param name="NotAfter">The earliest end.</param>
/// <param name="References">What may have been revoked: every certificate below the anchor, nearest to it first, the target last.</param>
/// <param name="Policies">The user-constrained-policy-set, sorted (RFC 5280, 6.1.6).</param>
internal sealed record CertificationPath(
    PathState Above,
    PathCertificate Target,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    IReadOnlyList<CertificateReference> References,
    IReadOnlyList<string> Policies)
{
    public PathCertificate Anchor => Above.Anchor;

    /// <summary>Every certificate from the anchor to the target.</summary>
    public IEnumerable<PathCertificate> Certificates => [.. Above.Line.Select(state => state.Issuer), Target];
}
