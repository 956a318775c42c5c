namespace Kiosk.Feed.Invitations;

/// <summary>How far an invitation can be believed. Whether its holder may come so is the roster's to say.</summary>
public enum InvitationStanding
{
    /// <summary>The text is not whole, or is no invitation.</summary>
    NotWhole = 0,

    /// <summary>It is for another meeting.</summary>
    OtherMeeting,

    /// <summary>None of the meeting's keys signed it, or it was changed.</summary>
    NotSigned,

    Expired,

    Genuine,
}
