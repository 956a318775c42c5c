using Kiosk.Verification.Crls;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Profiles;

namespace Kiosk.Verification.Revocation;

/// <summary>Looks up certificates in the index and, on a hit, in the CRLs. Caches no answers.</summary>
/// <param name="crls">May include several per issuer: one dated ahead, and the one in force until then.</param>
internal sealed class RevocationChecker(IReadOnlyList<CheckedCrl> crls, RevocationIndex index, CardProfile profile)
{
    /// <summary>The CRLs of each issuer, newest first.</summary>
    private readonly CheckedCrl[][] byIssuer =
    [
        .. crls.GroupBy(crl => Convert.ToHexString(crl.Facts.IssuerKeyHash.Span), StringComparer.Ordinal)
            .Select(same => same.OrderByDescending(crl => crl.Facts.ReadNumber()).ToArray()),
    ];

    /// <summary>thisUpdate of the oldest CRL in force at the instant; null if there is none. Later revocations may be unknown.</summary>
    public DateTimeOffset? OldestAsOfAt(DateTimeOffset instant) => CountingAt(instant).Min(crl => (DateTimeOffset?)crl.Facts.ThisUpdate);

    /// <summary>The earliest nextUpdate of the CRLs in force at the instant; null if there is none.</summary>
    public DateTimeOffset? FirstDueAt(DateTimeOffset instant) => CountingAt(instant).Min(crl => (DateTimeOffset?)crl.Facts.NextUpdate);

    /// <summary>The CRLs not in force yet: their thisUpdate is further ahead of the instant than the profile tolerates.</summary>
    public IReadOnlyList<CrlFacts> DatedAheadAt(DateTimeOffset instant) =>
        [.. byIssuer.SelectMany(lists => lists).Select(crl => crl.Facts).Where(facts => IsDatedAhead(facts, instant))];

    /// <summary>Whether an issuer has a CRL that is not dated ahead.</summary>
    /// <param name="ahead">A CRL of the issuer.</param>
    public bool HasCountingBeside(CrlFacts ahead, DateTimeOffset instant) => CountingAt(instant).Any(crl => crl.Facts.IssuerKeyHash.Span.SequenceEqual(ahead.IssuerKeyHash.Span));

    /// <summary>
    /// Any CRL can revoke a certificate, even one that is stale or dated ahead; only a CRL in force at the instant can establish that a certificate is not
    /// revoked.
    /// </summary>
    public RevocationStatus Check(CertificateReference certificate, DateTimeOffset instant)
    {
        if (FindLists(certificate.IssuerKeyHash.Span) is not { } lists)
        {
            return new RevocationStatus.NoCrl();
        }

        var isListed = index.Contains(RevocationIndex.Hash(certificate.IssuerKeyHash.Span, certificate.SerialNumber.Span));
        foreach (var (facts, entries) in lists)
        {
            if (isListed && entries.Find(certificate.SerialNumber.Span) is { } entry)
            {
                return new RevocationStatus.Revoked(facts.ThisUpdate, entry.RevocationDate, entry.Reason == CrlReason.CertificateHold);
            }

            switch (CrlAcceptance.StandingAt(facts, profile, instant))
            {
                case CrlStanding.InForce:
                    return new RevocationStatus.Good(facts.ThisUpdate);
                case CrlStanding.Stale:
                    return new RevocationStatus.Stale(facts.ThisUpdate, facts.NextUpdate);
                case CrlStanding.SignatureTooWeak:
                    return new RevocationStatus.NoCrl();
            }
        }

        return new RevocationStatus.NoCrl();
    }

    /// <summary>The newest CRL of each issuer that is not dated ahead.</summary>
    private IEnumerable<CheckedCrl> CountingAt(DateTimeOffset instant) =>
        byIssuer.Select(lists => Array.Find(lists, crl => !IsDatedAhead(crl.Facts, instant))).OfType<CheckedCrl>();

    private bool IsDatedAhead(CrlFacts facts, DateTimeOffset instant) => facts.IsDatedAheadAt(instant, profile.Freshness.ClockTolerance);

    private CheckedCrl[]? FindLists(ReadOnlySpan<byte> issuerKeyHash)
    {
        foreach (var lists in byIssuer)
        {
            if (lists[0].Facts.IssuerKeyHash.Span.SequenceEqual(issuerKeyHash))
            {
                return lists;
            }
        }

        return null;
    }
}
