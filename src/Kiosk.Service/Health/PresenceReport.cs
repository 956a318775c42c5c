using Kiosk.Service.Admission;

namespace Kiosk.Service.Health;

/// <summary>Attendance figures.</summary>
/// <param name="Convened">Roster lines, guests included.</param>
/// <param name="Quorum">Numbers present, convened and required; null if there is no quorum.</param>
internal sealed record PresenceReport(int Present, int Convened, int InVotingBase, int MayVote, QuorumState? Quorum)
{
    public static PresenceReport Of(AttendanceSummary summary) =>
        new(summary.Present, summary.Convened, summary.InVotingBase, summary.MayVote, summary.Quorum);
}
