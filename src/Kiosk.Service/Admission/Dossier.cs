using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>What the cache holds about a verified card, looked up in advance so that the decision itself is pure.</summary>
/// <param name="Member">The opened member record, or null if there is none.</param>
/// <param name="Invitation">The card's line in the current meeting's roster, or null.</param>
/// <param name="Earlier">The arrival already recorded in this session, or null.</param>
internal sealed record Dossier(Member? Member, RosterEntry? Invitation, Attendance? Earlier)
{
    public static Dossier Empty { get; } = new(null, null, null);
}

/// <summary>One recorded arrival.</summary>
internal sealed record Attendance(DateTimeOffset At, string Door);
