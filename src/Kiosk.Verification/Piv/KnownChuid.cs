using Kiosk.Cards.Piv;
using Kiosk.Verification.ContentSigning;

namespace Kiosk.Verification.Piv;

/// <summary>
/// A CHUID that passed every time-independent check: form, signature, the signer's certificate and the binding to the card's certificate.
/// Says nothing about expiry, or about the signer's validity and revocation.
/// </summary>
/// <param name="Expires">The last second of <see cref="Chuid.ExpirationDate"/> in UTC; inclusive, as in certificates.</param>
internal sealed record KnownChuid(DateTimeOffset Expires, KnownSigner Signer);
