namespace Kiosk.Ui.Screens;

/// <summary>How a tap ended, as far as an operator's screen tells it.</summary>
public enum TapAnswer
{
    Refused = 0,
    Undecided,
    NotRead,
    AlreadyIn,
    Recorded,
}
