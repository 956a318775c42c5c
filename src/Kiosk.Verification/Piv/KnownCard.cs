using Kiosk.Verification.Certificates;
using Kiosk.Verification.Paths;

namespace Kiosk.Verification.Piv;

/// <summary>
/// A card's certificate and CHUID, if any, that passed every time-independent check: form, issuer's signature and the profile's rules. Says nothing about
/// validity, revocation, or whether the card holds the key.
/// </summary>
/// <param name="Reference">How its issuer's CRL identifies the certificate.</param>
/// <param name="SignatureAlgorithm">The certificate's signature algorithm.</param>
/// <param name="Chuid">Null if none was read and none is required.</param>
internal sealed record KnownCard(
    VerifiedCard Card,
    PublicKey Key,
    IssuingAuthority Issuer,
    CertificateReference Reference,
    SignatureAlgorithm SignatureAlgorithm,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    KnownChuid? Chuid);
