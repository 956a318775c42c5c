namespace Kiosk.Service.Page;

/// <summary>A card in the tray.</summary>
/// <param name="MayBeRevoked">The desk can revoke it now.</param>
/// <param name="IsRevoked">The desk has revoked it.</param>
internal sealed record PageCard(int Number, string Vietnamese, string English, bool MayBeRevoked, bool IsRevoked = false);
