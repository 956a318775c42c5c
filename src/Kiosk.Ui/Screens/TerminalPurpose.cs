namespace Kiosk.Ui.Screens;

/// <summary>What the terminal is for at the moment.</summary>
public enum TerminalPurpose
{
    VerifyOnly = 0,
    Meeting,
    Procedure,
}
