using Kiosk.Feed.Records;

namespace Kiosk.Feed.Attendance;

/// <summary>One line of the roster and what is recorded of the person at one session.</summary>
/// <param name="CameAt">The first entry; null for somebody who did not come.</param>
/// <param name="AsArrived">What the door found that the person counts for, which can only restrict what the roster grants; null if unknown.</param>
/// <param name="IsExcused">Whether an absence with reason was noted.</param>
/// <param name="CameBefore">Whether the person came to another session of the meeting: then they are not absent throughout.</param>
public readonly record struct AttendanceLine(RosterEntry Entry, DateTimeOffset? CameAt = null, bool IsInside = false, VotingFlags? AsArrived = null, bool IsExcused = false, bool CameBefore = false)
{
    public bool Came => CameAt is not null;
}
