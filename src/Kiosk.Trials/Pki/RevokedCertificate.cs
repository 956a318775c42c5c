using Kiosk.Verification.Crls;

namespace Kiosk.Trials.Pki;

/// <summary>An entry of a CRL to be issued.</summary>
/// <param name="SerialNumber">Big-endian magnitude.</param>
internal sealed record RevokedCertificate(ReadOnlyMemory<byte> SerialNumber, DateTimeOffset RevocationDate, CrlReason Reason = CrlReason.KeyCompromise);
