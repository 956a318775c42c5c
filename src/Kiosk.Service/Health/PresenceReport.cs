using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>Attendance figures.</summary>
/// <param name="Convened">Roster lines, guests included.</param>
/// <param name="Quorum">Numbers present, convened and required; null if there is no quorum.</param>
/// <param name="Conflicts">People admitted both here and at another door, which did not know of each other.</param>
/// <param name="Excused">People of whom the support desk noted that they are absent.</param>
/// <param name="OtherDoors">What is not known of the other doors; null if nothing.</param>
internal sealed record PresenceReport(int Present, int Convened, int InVotingBase, int MayVote, QuorumState? Quorum, int Conflicts = 0, Phrase? OtherDoors = null, int Excused = 0)
{
    public static PresenceReport Of(AttendanceSummary summary, int conflicts, Phrase? otherDoors) =>
        new(summary.Present, summary.Convened, summary.InVotingBase, summary.MayVote, summary.Quorum, conflicts, otherDoors, summary.Excused);
}
