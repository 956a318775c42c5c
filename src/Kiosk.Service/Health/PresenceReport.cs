using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>Attendance figures.</summary>
/// <param name="Present">Everybody who came.</param>
/// <param name="Convened">Roster lines, guests included.</param>
/// <param name="Quorum">Numbers present, convened and required; null if there is no quorum.</param>
/// <param name="Conflicts">People admitted while they were inside already, by doors that did not know of each other.</param>
/// <param name="Excused">People of whom the support desk noted that they are absent.</param>
/// <param name="OtherDoors">What is not known of the other doors; null if nothing.</param>
internal sealed record PresenceReport(int Present, int Convened, int InVotingBase, int MayVote, QuorumState? Quorum, int Conflicts = 0, Phrase? OtherDoors = null, int Excused = 0)
{
    /// <summary>Of those who came, the ones who have not left.</summary>
    public int Inside { get; init; } = Present;

    /// <summary>The number that a vote's share is taken of; null where nobody votes.</summary>
    public int? VotingBase { get; init; }

    /// <summary>Subordinate organisations represented, convened and required; null if the rule does not ask for them.</summary>
    public QuorumState? Organisations { get; init; }

    /// <summary>Places for which both delegate and alternate came.</summary>
    public int Contested { get; init; }

    /// <summary>The quorum's fraction in each hall, by the seat's area.</summary>
    public IReadOnlyDictionary<string, QuorumState>? ByHall { get; init; }

    /// <summary>
    /// The quorum's fraction in each delegation. These are names of delegations, never of people, and the hall's screen shows them to everybody; they are told to whoever may use the control socket, who is the service's own user,
    /// while the meeting is on. Nothing of them is at rest, in a log, in metrics or on a health page, where they would be part of a roster.
    /// </summary>
    public IReadOnlyDictionary<string, QuorumState>? ByDelegation { get; init; }

    /// <param name="isSecret">Whether no delegation or hall may be named.</param>
    public static PresenceReport Of(AttendanceSummary summary, int conflicts, Phrase? otherDoors, bool isSecret = false) =>
        new(summary.Present, summary.Convened, summary.InVotingBase, summary.MayVote, summary.Quorum, conflicts, otherDoors, summary.Excused)
        {
            Inside = summary.Inside,
            VotingBase = summary.VotingBase,
            Organisations = summary.Organisations,
            Contested = summary.ContestedMandates,
            ByHall = isSecret ? null : QuorumsOf(summary.ByHall),
            ByDelegation = isSecret ? null : QuorumsOf(summary.ByDelegation),
        };

    private static Dictionary<string, QuorumState>? QuorumsOf(IReadOnlyDictionary<string, Headcount> groups) =>
        groups.Where(group => group.Value.Quorum is not null).ToDictionary(group => group.Key, group => group.Value.Quorum!, StringComparer.Ordinal) is { Count: > 0 } quorums ? quorums : null;
}
