namespace Kiosk.Ui.Rendering.Paper;

/// <summary>Whose desk issues a slip.</summary>
/// <param name="Superior">The superior body; empty for none.</param>
/// <param name="Office">The body itself; empty for none.</param>
/// <param name="CheckAddress">The page that checks receipts; empty for none.</param>
/// <param name="Desk">A number, or a name.</param>
public sealed record SlipHeading(string Superior, string Office, string CheckAddress, string Desk);
