using Kiosk.Verification.Crls;

namespace Kiosk.Trials.Pki;

/// <summary>One entry of a list to be issued.</summary>
/// <param name="SerialNumber">Big-endian magnitude.</param>
internal sealed record RevokedCertificate(ReadOnlyMemory<byte> SerialNumber, DateTimeOffset RevocationDate, CrlReason Reason = CrlReason.KeyCompromise);
