namespace Kiosk.Verification.Paths;

/// <summary>A path that passed every check except validity and revocation, which depend on the instant.</summary>
/// <param name="Above">The state before the target.</param>
/// <param name="NotBefore">The latest notBefore of its certificates, the anchor's included.</param>
/// <param name="NotAfter">The earliest notAfter.</param>
/// <param name="References">The certificates to check for revocation: all below the anchor, the target last.</param>
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

    /// <summary>The certificates from the anchor to the target.</summary>
    public IEnumerable<PathCertificate> Certificates => [.. Above.Line.Select(state => state.Issuer), Target];
}
