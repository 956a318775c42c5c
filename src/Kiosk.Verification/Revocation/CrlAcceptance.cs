using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;

namespace Kiosk.Verification.Revocation;

/// <summary>The rule by which terminals take revocation lists, and by which a desk finds out before it publishes one whether they will.</summary>
internal static class CrlAcceptance
{
    /// <summary>Kind, number and signer of a list, which no time changes, and how it stands at the instant.</summary>
    /// <exception cref="CrlException">No terminal takes the list, whatever the time; one sentence says why.</exception>
    public static CrlStanding Judge(Crl crl, IReadOnlyList<Certificate> issuers, CardProfile profile, DateTimeOffset instant) =>
        StandingAt(CrlChecker.Check(crl, issuers, profile.Algorithms).Facts, profile, instant);

    /// <summary>How a list whose signature was checked stands at the instant.</summary>
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

/// <summary>What a list is good for at an instant. In any case a certificate that it revokes is revoked.</summary>
internal enum CrlStanding
{
    /// <summary>thisUpdate is further ahead than the profile's tolerance: the list before it goes on counting until then.</summary>
    DatedAhead = 0,

    /// <summary>The profile no longer lets the signature algorithm count.</summary>
    SignatureTooWeak,

    /// <summary>Past nextUpdate: the profile's policy decides.</summary>
    Stale,

    InForce,
}
