using Kiosk.Verification.Der;

namespace Kiosk.Verification.Crls;

/// <summary>Validates and counts entries before the type of CRL is known, because its extensions follow the entries.</summary>
internal sealed class CrlEntryCount
{
    private int? firstRemoval;
    private int? firstOfAnotherIssuer;

    /// <summary>The number of entries so far.</summary>
    public int Count { get; private set; }

    /// <param name="entries">Whole entries.</param>
    /// <returns>The number of entries added.</returns>
    /// <exception cref="CrlException">An entry is malformed.</exception>
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

    /// <exception cref="CrlException">An entry is not allowed in this type of CRL.</exception>
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
