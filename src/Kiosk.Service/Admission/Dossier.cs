using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>What the cache knows about a verified card, looked up before the decision so that the decision stays pure.</summary>
/// <param name="Member">The opened record, or null when there is none.</param>
/// <param name="Invitation">The line of the current meeting's roster, or null.</param>
/// <param name="Earlier">The attendance already recorded in this session, or null.</param>
internal sealed record Dossier(Member? Member, RosterEntry? Invitation, Attendance? Earlier)
{
    public static Dossier Empty { get; } = new(null, null, null);
}

/// <summary>One recorded arrival.</summary>
internal sealed record Attendance(DateTimeOffset At, string Door);
