namespace Kiosk.Ui.Screens;

/// <summary>The terminal's current purpose.</summary>
public enum TerminalPurpose
{
    VerifyOnly = 0,
    Meeting,
    Procedure,
}
