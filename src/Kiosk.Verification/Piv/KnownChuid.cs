using Kiosk.Cards.Piv;
using Kiosk.Verification.ContentSigning;

namespace Kiosk.Verification.Piv;

/// <summary>
/// A CHUID after everything that time cannot change was found in order: its form, its signature, its signer's certificate and its binding to the card's certificate.
/// Says nothing about expiry, or about the signer's validity and revocation.
/// </summary>
/// <param name="Expires">The last second of <see cref="Chuid.ExpirationDate"/> in UTC, as certificates count.</param>
internal sealed record KnownChuid(DateTimeOffset Expires, KnownSigner Signer);
