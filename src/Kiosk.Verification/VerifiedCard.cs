namespace Kiosk.Verification;

/// <summary>The card behind a verdict.</summary>
/// <param name="Uuid">The 16 bytes of the certificate's <c>urn:uuid:</c> in network order.</param>
/// <param name="SubjectPublicKeyInfo">DER; the key to the member's sealed record.</param>
internal sealed record VerifiedCard(ReadOnlyMemory<byte> Uuid, ReadOnlyMemory<byte> SubjectPublicKeyInfo);
