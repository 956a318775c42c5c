namespace Kiosk.Verification;

/// <summary>Asks the index and, on a hit, the CRL itself. Keeps no answer: every tap asks again.</summary>
internal sealed class RevocationChecker(IReadOnlyList<CheckedCrl> crls, RevocationIndex index, AlgorithmPolicy algorithms)
{
    private readonly CheckedCrl[] newest =
    [
        .. crls.GroupBy(crl => Convert.ToHexString(crl.Facts.IssuerKeyHash.Span), StringComparer.Ordinal)
            .Select(same => same.Aggregate((one, other) => one.Facts.IsOlderThan(other.Facts) ? other : one)),
    ];

    /// <summary>thisUpdate of the oldest list, the newest of each issuer counting; null without any. What was revoked later may not be known here.</summary>
    public DateTimeOffset? OldestAsOf => newest.Length == 0 ? null : newest.Min(crl => crl.Facts.ThisUpdate);

    /// <summary>When the first list is due to be replaced; null without any.</summary>
    public DateTimeOffset? FirstDue => newest.Length == 0 ? null : newest.Min(crl => crl.Facts.NextUpdate);

    /// <summary>
    /// A revoked certificate is revoked at any instant, even by a list that is stale or not in force yet; that a certificate is not revoked can be said only
    /// by a list in force whose signature counts at the instant.
    /// </summary>
    public RevocationStatus Check(CertificateReference certificate, DateTimeOffset instant)
    {
        if (FindCrl(certificate.IssuerKeyHash.Span) is not { } crl)
        {
            return new RevocationStatus.NoCrl();
        }

        var hash = RevocationIndex.Hash(certificate.IssuerKeyHash.Span, certificate.SerialNumber.Span);
        if (index.Contains(hash) && crl.Entries.Find(certificate.SerialNumber.Span) is { } entry)
        {
            return new RevocationStatus.Revoked(crl.Facts.ThisUpdate, entry.RevocationDate, entry.Reason == CrlReason.CertificateHold);
        }

        if (instant < crl.Facts.ThisUpdate || !algorithms.Allows(crl.Facts.Signature, instant))
        {
            return new RevocationStatus.NoCrl();
        }

        return instant > crl.Facts.NextUpdate
            ? new RevocationStatus.Stale(crl.Facts.ThisUpdate, crl.Facts.NextUpdate)
            : new RevocationStatus.Good(crl.Facts.ThisUpdate);
    }

    private CheckedCrl? FindCrl(ReadOnlySpan<byte> issuerKeyHash)
    {
        foreach (var crl in newest)
        {
            if (crl.Facts.IssuerKeyHash.Span.SequenceEqual(issuerKeyHash))
            {
                return crl;
            }
        }

        return null;
    }
}
