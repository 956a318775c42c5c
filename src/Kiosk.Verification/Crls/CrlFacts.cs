using System.Globalization;
using System.Numerics;
using Kiosk.Verification.Certificates;

namespace Kiosk.Verification.Crls;

/// <summary>What has to be kept of a CRL beside its entries. Serialises to JSON.</summary>
/// <param name="IssuerKeyHash">SHA-256 of the SubjectPublicKeyInfo of the key that signed the list; a list is chosen by it, not by name.</param>
/// <param name="Signature">What it is signed with: judged at each tap, by the policy's dates.</param>
/// <param name="CrlNumber">Decimal.</param>
internal sealed record CrlFacts(
    ReadOnlyMemory<byte> IssuerKeyHash,
    DateTimeOffset ThisUpdate,
    DateTimeOffset NextUpdate,
    string CrlNumber,
    int EntryCount,
    SignatureAlgorithm Signature)
{
    /// <summary>The common name of the list's issuer, for sentences; empty where the issuer has none.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>Whether this list was issued before the other one of the same key (RFC 5280, 5.2.3).</summary>
    public bool IsOlderThan(CrlFacts other) => ReadNumber() < other.ReadNumber();

    /// <summary>Whether number and date put the two lists of one key in opposite orders, which no authority that numbers its lists by RFC 5280, 5.2.3, brings about.</summary>
    public bool Contradicts(CrlFacts other) => ReadNumber().CompareTo(other.ReadNumber()) * ThisUpdate.CompareTo(other.ThisUpdate) < 0;

    public BigInteger ReadNumber() => BigInteger.Parse(CrlNumber, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Whether the list is dated so far ahead of the instant that it does not count yet.</summary>
    /// <param name="tolerance">How far a clock may be behind, by the profile.</param>
    public bool IsDatedAheadAt(DateTimeOffset instant, TimeSpan tolerance) => ThisUpdate - instant > tolerance;
}

/// <summary>A CRL whose signature and scope were checked, with its entries wherever they are kept.</summary>
internal sealed record CheckedCrl(CrlFacts Facts, ICrlEntries Entries);
