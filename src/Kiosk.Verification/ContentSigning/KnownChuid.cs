using Kiosk.Cards.Piv;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Paths;

namespace Kiosk.Verification.ContentSigning;

/// <summary>
/// A CHUID after everything that time cannot change was found in order: its form, its signature, its signer's certificate and its binding to the card's certificate.
/// Says nothing about expiry, or about the signer's validity and revocation.
/// </summary>
/// <param name="Expires">The last second of <see cref="Chuid.ExpirationDate"/> in UTC, as certificates count.</param>
internal sealed record KnownChuid(DateTimeOffset Expires, KnownSigner Signer);

/// <summary>A content signer's certificate, in order as far as time cannot change it.</summary>
/// <param name="SignatureAlgorithm">What it signed the content with.</param>
/// <param name="Reference">The certificate as its issuer's CRL knows it.</param>
internal sealed record KnownSigner(Certificate Certificate, SignatureAlgorithm SignatureAlgorithm, IssuingAuthority Issuer, CertificateReference Reference);
