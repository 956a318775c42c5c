using Kiosk.Verification.Crls;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Profiles;

namespace Kiosk.Verification.Revocation;

/// <summary>Asks the index and, on a hit, the CRLs themselves. Keeps no answer: every tap asks again.</summary>
/// <param name="crls">Of one issuer there may be several: a list that is dated ahead, and the one that counts until then.</param>
internal sealed class RevocationChecker(IReadOnlyList<CheckedCrl> crls, RevocationIndex index, CardProfile profile)
{
    /// <summary>The lists of each issuer, the newest first.</summary>
    private readonly CheckedCrl[][] byIssuer =
    [
        .. crls.GroupBy(crl => Convert.ToHexString(crl.Facts.IssuerKeyHash.Span), StringComparer.Ordinal)
            .Select(same => same.OrderByDescending(crl => crl.Facts.ReadNumber()).ToArray()),
    ];

    /// <summary>thisUpdate of the oldest list that counts at the instant; null without any. What was revoked later may not be known here.</summary>
    public DateTimeOffset? OldestAsOfAt(DateTimeOffset instant) => CountingAt(instant).Min(crl => (DateTimeOffset?)crl.Facts.ThisUpdate);

    /// <summary>When the first of the lists that count at the instant is due to be replaced; null without any.</summary>
    public DateTimeOffset? FirstDueAt(DateTimeOffset instant) => CountingAt(instant).Min(crl => (DateTimeOffset?)crl.Facts.NextUpdate);

    /// <summary>The lists that do not count yet: their thisUpdate is further ahead of the instant than the profile tolerates.</summary>
    public IReadOnlyList<CrlFacts> DatedAheadAt(DateTimeOffset instant) =>
        [.. byIssuer.SelectMany(lists => lists).Select(crl => crl.Facts).Where(facts => IsDatedAhead(facts, instant))];

    /// <summary>
    /// A revoked certificate is revoked at any instant, even by a list that is stale or dated ahead; that a certificate is not revoked can be said only by a list
    /// that counts at the instant.
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

    /// <summary>Of each issuer the newest list that is not dated ahead.</summary>
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
