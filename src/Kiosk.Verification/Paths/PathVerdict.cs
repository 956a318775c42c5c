namespace Kiosk.Verification.Paths;

/// <summary>What RFC 5280 says of a certificate.</summary>
internal abstract record PathVerdict
{
    private PathVerdict()
    {
    }

    /// <param name="RevocationAsOf">thisUpdate of the oldest list that was needed, or null where revocation was not asked for.</param>
    public sealed record Valid(CertificationPath Path, DateTimeOffset? RevocationAsOf) : PathVerdict;

    /// <param name="Chain">The likeliest one, from an anchor down to the target's issuer; empty where there is none.</param>
    public sealed record NotValid(PathObjection Objection, IReadOnlyList<PathCertificate> Chain) : PathVerdict;
}
