namespace Kiosk.Ui.Screens;

/// <summary>The result of a tap, as detailed as the operator's screen shows it.</summary>
public enum TapAnswer
{
    /// <summary>The card or its holder was rejected; the reason must not appear on a screen.</summary>
    Refused = 0,

    Undecided,
    NotRead,
    AlreadyIn,
    SteppedOut,
    Recorded,
    NotInvited,
    WrongDoor,
    OtherCard,
    TooEarly,
    TooLate,
}
