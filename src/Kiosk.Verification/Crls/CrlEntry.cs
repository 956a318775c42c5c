namespace Kiosk.Verification.Crls;

/// <summary>One revoked certificate.</summary>
/// <param name="SerialNumber">Big-endian, without leading zeros.</param>
internal sealed record CrlEntry(ReadOnlyMemory<byte> SerialNumber, DateTimeOffset RevocationDate, CrlReason Reason);

/// <summary>CRLReason (RFC 5280, 5.3.1). Every value revokes except removeFromCRL, which occurs only in delta CRLs.</summary>
internal enum CrlReason
{
    Unspecified = 0,
    KeyCompromise = 1,
    CaCompromise = 2,
    AffiliationChanged = 3,
    Superseded = 4,
    CessationOfOperation = 5,
    CertificateHold = 6,
    RemoveFromCrl = 8,
    PrivilegeWithdrawn = 9,
    AaCompromise = 10,
}

/// <summary>The entries of one CRL, in memory or on disk.</summary>
internal interface ICrlEntries
{
    /// <summary>Looks up a serial number, ignoring leading zeros.</summary>
    CrlEntry? Find(ReadOnlySpan<byte> serialNumber);
}
