using Kiosk.Service.Admission;

namespace Kiosk.Service.Health;

/// <summary>Who is there, in numbers.</summary>
/// <param name="Convened">Lines of the list, guests included.</param>
/// <param name="Quorum">How many count, are convened and are required; null where there is no quorum.</param>
internal sealed record PresenceReport(int Present, int Convened, int InVotingBase, int MayVote, QuorumState? Quorum)
{
    public static PresenceReport Of(AttendanceSummary summary) =>
        new(summary.Present, summary.Convened, summary.InVotingBase, summary.MayVote, summary.Quorum);
}
