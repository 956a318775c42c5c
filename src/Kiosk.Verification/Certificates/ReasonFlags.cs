namespace Kiosk.Verification.Certificates;

/// <summary>The revocation reasons that a CRL or distribution point covers: the bits of ReasonFlags (RFC 5280, 4.2.1.13).</summary>
[Flags]
internal enum ReasonFlags
{
    None = 0,
    Unused = 1 << 0,
    KeyCompromise = 1 << 1,
    CaCompromise = 1 << 2,
    AffiliationChanged = 1 << 3,
    Superseded = 1 << 4,
    CessationOfOperation = 1 << 5,
    CertificateHold = 1 << 6,
    PrivilegeWithdrawn = 1 << 7,
    AaCompromise = 1 << 8,

    /// <summary>The special value all-reasons (RFC 5280, 6.3.2 a).</summary>
    All = KeyCompromise | CaCompromise | AffiliationChanged | Superseded | CessationOfOperation | CertificateHold | PrivilegeWithdrawn | AaCompromise,
}
