using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;

namespace Kiosk.Verification.Revocation;

/// <summary>The rules by which terminals accept CRLs, shared with desks so that they can check before publishing.</summary>
internal static class CrlAcceptance
{
    /// <summary>Checks type, number and signer, which are time-independent, and returns the status at the instant.</summary>
    /// <exception cref="CrlException">Terminals reject the CRL at any time; the message is one sentence.</exception>
    public static CrlStanding Judge(Crl crl, IReadOnlyList<Certificate> issuers, CardProfile profile, DateTimeOffset instant) =>
        StandingAt(CrlChecker.Check(crl, issuers, profile.Algorithms).Facts, profile, instant);

    /// <summary>The status of a verified CRL at the instant.</summary>
    public static CrlStanding StandingAt(CrlFacts facts, CardProfile profile, DateTimeOffset instant)
    {
        if (facts.IsDatedAheadAt(instant, profile.Freshness.ClockTolerance))
        {
            return CrlStanding.DatedAhead;
        }

        if (!profile.Algorithms.Allows(facts.Signature, instant))
        {
            return CrlStanding.SignatureTooWeak;
        }

        return instant > facts.NextUpdate ? CrlStanding.Stale : CrlStanding.InForce;
    }
}

/// <summary>The status of a CRL at an instant. Whatever it is, the certificates that the CRL revokes are revoked.</summary>
internal enum CrlStanding
{
    /// <summary>thisUpdate is further ahead than the profile's tolerance: the previous CRL stays in force until then.</summary>
    DatedAhead = 0,

    /// <summary>The profile no longer allows the signature algorithm.</summary>
    SignatureTooWeak,

    /// <summary>Past nextUpdate: the profile's policy decides.</summary>
    Stale,

    InForce,
}
