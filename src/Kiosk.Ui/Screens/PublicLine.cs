namespace Kiosk.Ui.Screens;

/// <summary>The refusal messages that may be shown publicly.</summary>
public enum PublicLine
{
    /// <summary>The single message for every rejected card, whatever the reason (expired, revoked, suspended, unknown, forged …).</summary>
    NotConfirmed = 0,

    /// <summary>A card of another kind.</summary>
    NotAPartyCard,

    /// <summary>Worded like <see cref="NotConfirmed"/>: the card is valid, and what is missing is discussed at the desk, not in front of the queue.</summary>
    SupportDesk,

    TooEarly,
    TooLate,

    /// <summary>Invited to another door, which is named if known.</summary>
    WrongDoor,

    /// <summary>For unattended terminals: like <see cref="NotConfirmed"/>, with whom to call.</summary>
    NotVerified,

    /// <summary>The single message for every invitation that is not accepted.</summary>
    InvitationNotConfirmed,

    /// <summary>Invitations are taken at staffed doors of a meeting only.</summary>
    InvitationNotHere,
}
