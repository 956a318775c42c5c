namespace Kiosk.Feed.Records;

/// <summary>
/// Who counts for the quorum, who counts for the voting base and who may vote, by kind of meeting and class of attendee. A table, so that an authority can
/// replace <see cref="Default"/>; a combination without a line counts for nothing.
/// </summary>
public sealed class MeetingRules(IReadOnlyDictionary<(MeetingKind Kind, AttendeeClass Class), VotingFlags> rules)
{
    private static readonly VotingFlags All = new(CountsForQuorum: true, CountsForVotingBase: true, MayVote: true);

    /// <summary>
    /// Invitation-only meetings have no quorum. Guests and non-voting members have no line anywhere; nor does a class at a kind of meeting where it does not belong (a
    /// delegate at a cell meeting).
    /// </summary>
    public static MeetingRules Default { get; } = new(new Dictionary<(MeetingKind, AttendeeClass), VotingFlags>
    {
        [(MeetingKind.CellMeeting, AttendeeClass.Member)] = All,
        [(MeetingKind.CellMeeting, AttendeeClass.MemberExempt)] = All,
        [(MeetingKind.MemberCongress, AttendeeClass.Member)] = All,
        [(MeetingKind.MemberCongress, AttendeeClass.MemberExempt)] = All,
        [(MeetingKind.DelegateCongress, AttendeeClass.DelegateExOfficio)] = All,
        [(MeetingKind.DelegateCongress, AttendeeClass.DelegateElected)] = All,
        [(MeetingKind.DelegateCongress, AttendeeClass.DelegateAppointed)] = All,
        [(MeetingKind.DelegateCongress, AttendeeClass.Alternate)] = All,
        [(MeetingKind.CommitteeMeeting, AttendeeClass.CommitteeMember)] = All,
    });

    public bool HasQuorum(MeetingKind kind) => rules.Any(rule => rule.Key.Kind == kind && rule.Value.CountsForQuorum);

    /// <summary>As convened, from the roster alone. An alternate who replaces nobody counts for nothing.</summary>
    public VotingFlags FlagsFor(MeetingKind kind, RosterEntry invitation) =>
        invitation is { Class: AttendeeClass.Alternate, Replaces: null } ? default : rules.GetValueOrDefault((kind, invitation.Class));

    /// <summary>As arrived: roster and the member's standing on the day.</summary>
    public VotingFlags FlagsFor(MeetingKind kind, RosterEntry invitation, Standing standing) =>
        standing is Standing.Full ? FlagsFor(kind, invitation) : default;
}
