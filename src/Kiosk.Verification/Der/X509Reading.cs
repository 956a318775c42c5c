namespace Kiosk.Verification.Der;

/// <summary>How much is expected of whoever encoded a certificate or CRL.</summary>
internal enum X509Reading
{
    /// <summary>What RFC 5280 demands of issuers, and the algorithms that a card profile can name. What cards and their lists are read by.</summary>
    Strict = 0,

    /// <summary>
    /// What RFC 5280 demands of validators, for any public key infrastructure: versions 1 and 2 (4.1.2.1), negative serial numbers (4.1.2.2), GeneralizedTime
    /// before 2050 (4.1.2.5), and any algorithm: one that is not known verifies nothing, and a weak one is for the caller to name. Still DER, and each extension
    /// still once.
    /// </summary>
    Tolerant,
}
