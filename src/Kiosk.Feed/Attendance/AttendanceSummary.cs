using Kiosk.Feed.Records;

namespace Kiosk.Feed.Attendance;

/// <summary>Attendance figures of one session at one moment, without names: the same computation at every door and at the collector.</summary>
/// <param name="Convened">Roster lines, guests included.</param>
/// <param name="Present">Everyone who came, guests included.</param>
/// <param name="Inside">Of those, the ones who have not left.</param>
/// <param name="OffRoster">Of those present, the ones without a line on the roster.</param>
/// <param name="Excused">Those absent of whom it was noted, with or without reason.</param>
/// <param name="InVotingBase">Mandates present that count for the voting base.</param>
/// <param name="MayVote">Mandates present that may vote.</param>
/// <param name="VotingBase">The number that a vote's share is taken of (<see cref="VotingBaseRules"/>); null for a kind of meeting without a vote.</param>
/// <param name="ContestedMandates">Mandates for which both delegate and alternate came; each is counted once, and the chair must decide.</param>
/// <param name="Quorum">Null for a kind of meeting without one.</param>
/// <param name="Organisations">The subordinate organisations represented, of those convened; null if the rule does not ask for them.</param>
/// <param name="ByDelegation">By the roster's delegation; the empty key holds lines without one.</param>
/// <param name="ByHall">By the seat's area; the empty key holds lines without a seat.</param>
public sealed record AttendanceSummary(
    int Convened,
    int Present,
    int Inside,
    int OffRoster,
    int Excused,
    int InVotingBase,
    int MayVote,
    int? VotingBase,
    int ContestedMandates,
    QuorumState? Quorum,
    QuorumState? Organisations,
    IReadOnlyDictionary<AttendeeClass, Headcount> ByClass,
    IReadOnlyDictionary<string, Headcount> ByDelegation,
    IReadOnlyDictionary<string, Headcount> ByHall)
{
    /// <summary>Whether every condition of the meeting's rule is met; false for a kind of meeting without a quorum.</summary>
    public bool IsQuorumMet => Quorum is { IsMet: true } && Organisations is not { IsMet: false };

    /// <param name="lines">One a roster line.</param>
    /// <param name="offRoster">Those who came without a line, and of them those inside.</param>
    /// <exception cref="ArgumentException">The meeting has a quorum but its rule is invalid.</exception>
    public static AttendanceSummary Of(Meeting meeting, MeetingRules rules, IReadOnlyCollection<AttendanceLine> lines, (int Came, int Inside) offRoster)
    {
        var (present, convened) = (new MandateCount(), new MandateCount());
        var (classes, delegations, halls) = (new Dictionary<AttendeeClass, GroupCount>(), new Dictionary<string, GroupCount>(StringComparer.Ordinal), new Dictionary<string, GroupCount>(StringComparer.Ordinal));
        var (came, inside, excused) = (offRoster.Came, offRoster.Inside, 0);
        foreach (var line in lines)
        {
            var flags = rules.FlagsFor(meeting.Kind, line.Entry);
            var mandate = Roster.MandateOf(line.Entry);
            var counts = (meeting.Quorum.Basis is QuorumBasis.Inside ? line.IsInside : line.Came) ? flags.Within(line.AsArrived) : default;
            convened.Add(mandate, flags);
            present.Add(mandate, counts);
            came += line.Came ? 1 : 0;
            inside += line.IsInside ? 1 : 0;
            excused += line is { Came: false, IsExcused: true } ? 1 : 0;
            GroupCount.In(classes, line.Entry.Class).Add(line, mandate, flags, counts);
            GroupCount.In(delegations, line.Entry.Delegation ?? "").Add(line, mandate, flags, counts);
            GroupCount.In(halls, line.Entry.Seat?.Area ?? "").Add(line, mandate, flags, counts);
        }

        var rule = rules.HasQuorum(meeting.Kind) ? meeting.Quorum : null;
        return new(
            lines.Count,
            came,
            inside,
            offRoster.Came,
            excused,
            present.InVotingBase,
            present.MayVote,
            VotingBaseRules.Of(meeting.Kind, rules, lines),
            present.Contested,
            rule is null ? null : Records.Quorum.Evaluate(rule, convened.ForQuorum, present.ForQuorum),
            rule?.Organisations is { } share ? Represented(rule, share, delegations) : null,
            classes.ToDictionary(one => one.Key, one => one.Value.Headcount(rule)),
            delegations.ToDictionary(one => one.Key, one => one.Value.Headcount(rule), StringComparer.Ordinal),
            halls.ToDictionary(one => one.Key, one => one.Value.Headcount(rule), StringComparer.Ordinal));
    }

    private static QuorumState Represented(QuorumRule rule, OrganisationShare share, Dictionary<string, GroupCount> delegations)
    {
        var convened = delegations.Where(one => one.Key.Length > 0 && one.Value.Convened > 0).ToList();
        return Records.Quorum.Evaluate(rule with { Numerator = share.Numerator, Denominator = share.Denominator, Rounding = share.Rounding }, convened.Count, convened.Count(one => one.Value.Present > 0));
    }
}
