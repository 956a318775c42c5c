namespace Kiosk.Ui.Screens;

/// <summary>The lines that a refusal may put before everybody's eyes.</summary>
public enum PublicLine
{
    /// <summary>The one line for every card that is not in order, whatever the reason (expired, revoked, suspended, unknown, forged …).</summary>
    NotConfirmed = 0,

    /// <summary>A card of another kind.</summary>
    NotAPartyCard,

    /// <summary>Reads like <see cref="NotConfirmed"/>: the card is in order, and what is missing is said at the desk, not to the queue.</summary>
    SupportDesk,

    TooEarly,
    TooLate,

    /// <summary>Invited to another door, which is named.</summary>
    WrongDoor,

    /// <summary>Where nobody is at hand: the same as <see cref="NotConfirmed"/>, with whom to call.</summary>
    NotVerified,
}
