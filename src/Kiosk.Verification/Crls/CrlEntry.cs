namespace Kiosk.Verification.Crls;

/// <summary>One revoked certificate.</summary>
/// <param name="SerialNumber">Big-endian, without leading zeros.</param>
internal sealed record CrlEntry(ReadOnlyMemory<byte> SerialNumber, DateTimeOffset RevocationDate, CrlReason Reason);

/// <summary>CRLReason (RFC 5280, 5.3.1), with its numbers. Every one of them revokes but removeFromCRL, which stands in delta CRLs only.</summary>
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

/// <summary>The entries of one CRL, wherever they are kept.</summary>
internal interface ICrlEntries
{
    /// <summary>Looks a serial number up; leading zeros do not count.</summary>
    CrlEntry? Find(ReadOnlySpan<byte> serialNumber);
}
