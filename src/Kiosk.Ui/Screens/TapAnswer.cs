namespace Kiosk.Ui.Screens;

/// <summary>How a tap ended, as far as an operator's screen tells it.</summary>
public enum TapAnswer
{
    /// <summary>The card or its holder was turned away; why is nobody's business on a screen.</summary>
    Refused = 0,

    Undecided,
    NotRead,
    AlreadyIn,
    Recorded,
    NotInvited,
    WrongDoor,
    OtherCard,
    TooEarly,
    TooLate,
}
