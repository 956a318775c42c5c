using Kiosk.Verification.Certificates;
using Kiosk.Verification.Paths;

namespace Kiosk.Verification.ContentSigning;

/// <summary>A content signer's certificate, in order as far as time cannot change it.</summary>
/// <param name="SignatureAlgorithm">What it signed the content with.</param>
/// <param name="Reference">The certificate as its issuer's CRL knows it.</param>
internal sealed record KnownSigner(Certificate Certificate, SignatureAlgorithm SignatureAlgorithm, IssuingAuthority Issuer, CertificateReference Reference);
