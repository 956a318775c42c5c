using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>What the cache holds about a verified card, looked up in advance so that the decision itself is pure.</summary>
/// <param name="Member">The opened member record, or null if there is none.</param>
/// <param name="Invitation">The card's line in the current meeting's roster, or null.</param>
/// <param name="Earlier">The first arrival recorded in this session, or null.</param>
internal sealed record Dossier(Member? Member, RosterEntry? Invitation, Attendance? Earlier)
{
    /// <summary>When and by which door somebody who is outside went out; null for whoever did not leave.</summary>
    public Attendance? Left { get; init; }

    /// <summary>The last time somebody who is inside came in.</summary>
    public Attendance? Entered { get; init; }

    /// <summary>The card's line on the list of the point that the terminal serves, or null.</summary>
    public PassLine? Pass { get; init; }

    /// <summary>The card was handed in here for a new one.</summary>
    public bool IsEnded { get; init; }

    /// <summary>Something at this door waits for an operator's card.</summary>
    public bool IsOperatorAwaited { get; init; }

    public static Dossier Empty { get; } = new(null, null, null);
}

/// <summary>Time and door of one record.</summary>
internal sealed record Attendance(DateTimeOffset At, string Door);
