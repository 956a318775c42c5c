using System.Globalization;
using System.Numerics;

namespace Kiosk.Verification;

/// <summary>What has to be kept of a CRL beside its entries. Serialises to JSON.</summary>
/// <param name="IssuerKeyHash">SHA-256 of the SubjectPublicKeyInfo of the key that signed the list; a list is chosen by it, not by name.</param>
/// <param name="Signature">What it is signed with: judged at each tap, by the policy's dates.</param>
/// <param name="CrlNumber">Decimal, or null where the list has none.</param>
internal sealed record CrlFacts(
    ReadOnlyMemory<byte> IssuerKeyHash,
    DateTimeOffset ThisUpdate,
    DateTimeOffset NextUpdate,
    string? CrlNumber,
    int EntryCount,
    SignatureAlgorithm Signature)
{
    /// <summary>Whether this list was issued before the other one of the same key: by number where both have one, else by thisUpdate.</summary>
    public bool IsOlderThan(CrlFacts other) => CrlNumber is not null && other.CrlNumber is not null
        ? NumberOf(CrlNumber) < NumberOf(other.CrlNumber)
        : ThisUpdate < other.ThisUpdate;

    private static BigInteger NumberOf(string crlNumber) => BigInteger.Parse(crlNumber, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>A CRL whose signature and scope were checked, with its entries wherever they are kept.</summary>
internal sealed record CheckedCrl(CrlFacts Facts, ICrlEntries Entries);
