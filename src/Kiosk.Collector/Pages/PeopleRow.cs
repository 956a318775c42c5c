using Kiosk.Collector.Attendance;
using Kiosk.Feed.Records;
using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Pages;

/// <summary>A line of a meeting's list.</summary>
/// <param name="Name">Null for a card that no imported member has.</param>
/// <param name="Class">Null for a guest whom the desk let in.</param>
/// <param name="Invitation">Number of the signed invitation by which the person may come; null for one who comes by card only, or whose name is unknown.</param>
/// <param name="Recorded">The arrival, or the note of the absence; null for one who has not come yet.</param>
internal sealed record PeopleRow(string Pseudonym, string? Name, string? Unit, string? Delegation, AttendeeClass? Class, PersonState State, DoorArrival? Recorded, string? Invitation = null)
{
    /// <summary>By a signed invitation in place of a card.</summary>
    public bool IsByInvitation => State is PersonState.Present && Recorded is { IsByInvitation: true };

    /// <summary>What the desk wrote beside it; null where a card did it.</summary>
    public Reason? Reason => Recorded is { Code: not ReasonCode.Admitted } recorded ? ReasonTable.Find(recorded.Code) : null;
}

/// <summary>Where somebody stands at a session.</summary>
internal enum PersonState
{
    NotYet = 0,
    Present,
    AbsentWithReason,
    AbsentWithoutReason,
}
