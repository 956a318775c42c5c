namespace Kiosk.Verification.Paths;

/// <summary>The result of RFC 5280 path validation.</summary>
internal abstract record PathVerdict
{
    private PathVerdict()
    {
    }

    /// <param name="RevocationAsOf">thisUpdate of the oldest CRL used; null if revocation was not checked.</param>
    public sealed record Valid(CertificationPath Path, DateTimeOffset? RevocationAsOf) : PathVerdict;

    /// <param name="Chain">The most likely chain, from an anchor down to the target's issuer; empty if there is none.</param>
    public sealed record NotValid(PathObjection Objection, IReadOnlyList<PathCertificate> Chain) : PathVerdict;
}
