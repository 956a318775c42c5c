using System.Globalization;
using System.Numerics;
using Kiosk.Verification.Certificates;

namespace Kiosk.Verification.Crls;

/// <summary>The facts about a CRL that are kept besides its entries. Serialized to JSON.</summary>
/// <param name="IssuerKeyHash">SHA-256 of the SubjectPublicKeyInfo of the signing key; CRLs are looked up by it, not by name.</param>
/// <param name="Signature">The signature algorithm, checked at each tap against the policy's dates.</param>
/// <param name="CrlNumber">Decimal.</param>
internal sealed record CrlFacts(
    ReadOnlyMemory<byte> IssuerKeyHash,
    DateTimeOffset ThisUpdate,
    DateTimeOffset NextUpdate,
    string CrlNumber,
    int EntryCount,
    SignatureAlgorithm Signature)
{
    /// <summary>The issuer's common name, for messages; empty if it has none.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Whether this CRL was issued before the other one, by the same key (RFC 5280, 5.2.3).</summary>
    public bool IsOlderThan(CrlFacts other) => ReadNumber() < other.ReadNumber();

    /// <summary>Whether the numbers and dates of two CRLs by the same key are in opposite orders, which RFC 5280, 5.2.3 rules out.</summary>
    public bool Contradicts(CrlFacts other) => ReadNumber().CompareTo(other.ReadNumber()) * ThisUpdate.CompareTo(other.ThisUpdate) < 0;

    public BigInteger ReadNumber() => BigInteger.Parse(CrlNumber, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Whether the CRL is dated too far after the instant to be in force yet.</summary>
    /// <param name="tolerance">The profile's tolerance for clocks that are behind.</param>
    public bool IsDatedAheadAt(DateTimeOffset instant, TimeSpan tolerance) => ThisUpdate - instant > tolerance;
}

/// <summary>A CRL whose signature and scope were verified.</summary>
internal sealed record CheckedCrl(CrlFacts Facts, ICrlEntries Entries);
