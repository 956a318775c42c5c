namespace Kiosk.Ui.Screens;

/// <summary>The lines that a refusal may put before everybody's eyes.</summary>
public enum PublicLine
{
    /// <summary>The one line for every card that is not in order, whatever the reason (expired, revoked, suspended, unknown, forged …).</summary>
    NotConfirmed = 0,

    /// <summary>A card of another kind.</summary>
    NotAPartyCard,

    NotInvited,
    TooEarly,
    TooLate,
    WrongDoor,

    /// <summary>Where nobody is at hand: the same as <see cref="NotConfirmed"/>, with whom to call.</summary>
    NotVerified,
}
