namespace Kiosk.Verification.Der;

/// <summary>How strictly to parse certificates and CRLs.</summary>
internal enum X509Reading
{
    /// <summary>What RFC 5280 requires of issuers, with the algorithms that a card profile can allow. Used for cards and their CRLs.</summary>
    Strict = 0,

    /// <summary>
    /// What RFC 5280 requires of validators, for any PKI: versions 1 and 2 (4.1.2.1), negative serial numbers (4.1.2.2), GeneralizedTime
    /// before 2050 (4.1.2.5), and any algorithm: an unknown one verifies nothing, and reporting weak ones is up to the caller. Still DER, and no
    /// duplicate extensions.
    /// </summary>
    Tolerant,
}
