using Kiosk.Verification.Der;

namespace Kiosk.Verification.Crls;

/// <summary>Checks entries before it is known which kind of list they stand in: the extensions that say so follow them.</summary>
internal sealed class CrlEntryCount
{
    private int? firstRemoval;
    private int? firstOfAnotherIssuer;

    /// <summary>All so far.</summary>
    public int Count { get; private set; }

    /// <param name="entries">Whole entries.</param>
    /// <returns>How many these are.</returns>
    /// <exception cref="CrlException">One is malformed.</exception>
    public int Add(ReadOnlySpan<byte> entries, X509Reading reading = X509Reading.Strict)
    {
        var before = Count;
        var reader = new CrlEntryReader(entries, reading, Count);
        while (reader.MoveNext())
        {
            Count++;
            if (reader.Reason == CrlReason.RemoveFromCrl)
            {
                firstRemoval ??= Count;
            }

            if (!reader.CertificateIssuer.IsEmpty)
            {
                firstOfAnotherIssuer ??= Count;
            }
        }

        return Count - before;
    }

    /// <exception cref="CrlException">An entry does not belong into a list of this kind.</exception>
    public void RequireIn(CrlExtensions extensions)
    {
        if (firstRemoval is { } removal && !extensions.IsDelta)
        {
            throw new CrlException($"Entry {removal} of the CRL: Its reasonCode is removeFromCRL, which only delta CRLs say (RFC 5280, 5.3.1).");
        }

        if (firstOfAnotherIssuer is { } other && !extensions.IsIndirect)
        {
            throw new CrlException($"Entry {other} of the CRL: It is about another issuer's certificate, in a list that is not indirect (RFC 5280, 5.3.3).");
        }
    }
}
