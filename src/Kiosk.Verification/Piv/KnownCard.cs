using Kiosk.Verification.Certificates;
using Kiosk.Verification.Paths;

namespace Kiosk.Verification.Piv;

/// <summary>
/// A card's certificate, and its CHUID where it has one, after everything that time cannot change was found in order: its form, its issuer's signature and the profile's rules. Says nothing about
/// validity, revocation, or whether a card holds the key.
/// </summary>
/// <param name="Reference">The certificate as its issuer's CRL knows it.</param>
/// <param name="SignatureAlgorithm">What its issuer signed the certificate with.</param>
/// <param name="Chuid">Null where none was read and none is required.</param>
internal sealed record KnownCard(
    VerifiedCard Card,
    PublicKey Key,
    IssuingAuthority Issuer,
    CertificateReference Reference,
    SignatureAlgorithm SignatureAlgorithm,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    KnownChuid? Chuid);
