namespace Kiosk.Service.Verification;

/// <summary>
/// A card's certificate after everything that time cannot change was found in order: its form, its issuer's signature and the profile's rules. Says nothing about
/// validity, revocation, or whether a card holds the key.
/// </summary>
/// <param name="Reference">The certificate as its issuer's CRL knows it.</param>
internal sealed record KnownCard(
    VerifiedCard Card,
    PublicKey Key,
    IssuingAuthority Issuer,
    CertificateReference Reference,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter);
