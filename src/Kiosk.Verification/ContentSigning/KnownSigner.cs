using Kiosk.Verification.Certificates;
using Kiosk.Verification.Paths;

namespace Kiosk.Verification.ContentSigning;

/// <summary>A content signer's certificate that passed every time-independent check.</summary>
/// <param name="SignatureAlgorithm">The content's signature algorithm.</param>
/// <param name="Reference">How its issuer's CRL identifies the certificate.</param>
internal sealed record KnownSigner(Certificate Certificate, SignatureAlgorithm SignatureAlgorithm, IssuingAuthority Issuer, CertificateReference Reference);
