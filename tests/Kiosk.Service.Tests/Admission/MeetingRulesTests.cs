using Kiosk.Feed.Records;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

public sealed class MeetingRulesTests
{
    [Theory]
    // Members' meetings.
    [InlineData(MeetingKind.CellMeeting, AttendeeClass.Member, MemberStatus.Official, "QBV")]
    [InlineData(MeetingKind.CellMeeting, AttendeeClass.Member, MemberStatus.Probationary, "---")]
    [InlineData(MeetingKind.CellMeeting, AttendeeClass.Member, MemberStatus.TemporaryIn, "---")]
    [InlineData(MeetingKind.CellMeeting, AttendeeClass.MemberWithoutVote, MemberStatus.Official, "---")]
    [InlineData(MeetingKind.CellMeeting, AttendeeClass.Guest, MemberStatus.Official, "---")]
    [InlineData(MeetingKind.CellMeeting, AttendeeClass.DelegateElected, MemberStatus.Official, "---")]
    [InlineData(MeetingKind.MemberCongress, AttendeeClass.Member, MemberStatus.Official, "QBV")]
    [InlineData(MeetingKind.MemberCongress, AttendeeClass.Member, MemberStatus.Exempt, "QBV")]
    [InlineData(MeetingKind.MemberCongress, AttendeeClass.Member, MemberStatus.SuspendedFromCommittee, "QBV")]
    [InlineData(MeetingKind.MemberCongress, AttendeeClass.Member, MemberStatus.TemporaryOut, "---")]
    [InlineData(MeetingKind.MemberCongress, AttendeeClass.Member, MemberStatus.Transferring, "---")]
    [InlineData(MeetingKind.MemberCongress, AttendeeClass.Member, MemberStatus.Abroad, "---")]
    [InlineData(MeetingKind.MemberCongress, AttendeeClass.Guest, MemberStatus.Official, "---")]
    // Delegates.
    [InlineData(MeetingKind.DelegateCongress, AttendeeClass.DelegateExOfficio, MemberStatus.Official, "QBV")]
    [InlineData(MeetingKind.DelegateCongress, AttendeeClass.DelegateElected, MemberStatus.Official, "QBV")]
    [InlineData(MeetingKind.DelegateCongress, AttendeeClass.DelegateAppointed, MemberStatus.Official, "QBV")]
    [InlineData(MeetingKind.DelegateCongress, AttendeeClass.DelegateElected, MemberStatus.Probationary, "---")]
    [InlineData(MeetingKind.DelegateCongress, AttendeeClass.Member, MemberStatus.Official, "---")]
    [InlineData(MeetingKind.DelegateCongress, AttendeeClass.Guest, MemberStatus.Official, "---")]
    // Committees.
    [InlineData(MeetingKind.CommitteeMeeting, AttendeeClass.CommitteeMember, MemberStatus.Official, "QBV")]
    [InlineData(MeetingKind.CommitteeMeeting, AttendeeClass.Member, MemberStatus.Official, "---")]
    [InlineData(MeetingKind.CommitteeMeeting, AttendeeClass.Guest, MemberStatus.Official, "---")]
    // As invited.
    [InlineData(MeetingKind.AsInvited, AttendeeClass.Member, MemberStatus.Official, "---")]
    [InlineData(MeetingKind.AsInvited, AttendeeClass.CommitteeMember, MemberStatus.Official, "---")]
    public void Who_counts_for_quorum_and_base_and_votes(object kind, object attendeeClass, object status, string expected) =>
        Assert.Equal(expected, Arrived((MeetingKind)kind, Line(attendeeClass: (AttendeeClass)attendeeClass), (MemberStatus)status));

    [Theory]
    [InlineData(null, "---")]
    [InlineData((byte)7, "QBV")]
    public void An_alternate_counts_only_in_the_place_of_an_absent_delegate(byte? replaces, string expected) =>
        Assert.Equal(
            expected, Arrived(MeetingKind.DelegateCongress, Line(attendeeClass: AttendeeClass.Alternate, replaces: replaces), MemberStatus.Official));

    [Fact]
    public void Guests_unknown_classes_and_members_without_a_vote_count_nowhere()
    {
        foreach (var kind in Enum.GetValues<MeetingKind>())
        {
            Assert.Equal(default, MeetingRules.Default.FlagsFor(kind, Line(attendeeClass: AttendeeClass.Guest)));
            Assert.Equal(default, MeetingRules.Default.FlagsFor(kind, Line(attendeeClass: AttendeeClass.MemberWithoutVote)));
            Assert.Equal(default, MeetingRules.Default.FlagsFor(kind, Line(attendeeClass: default)));
        }
    }

    [Fact]
    public void Nobody_short_of_full_standing_counts()
    {
        foreach (var standing in Enum.GetValues<Standing>().Where(s => s is not Standing.Full))
        {
            Assert.Equal(default, MeetingRules.Default.FlagsFor(MeetingKind.CellMeeting, Line(), standing));
        }
    }

    [Theory]
    [InlineData(MeetingKind.AsInvited, false)]
    [InlineData(MeetingKind.CellMeeting, true)]
    [InlineData(MeetingKind.MemberCongress, true)]
    [InlineData(MeetingKind.DelegateCongress, true)]
    [InlineData(MeetingKind.CommitteeMeeting, true)]
    [InlineData((MeetingKind)99, false)]
    public void Only_a_meeting_as_invited_has_no_quorum(object kind, bool expected) =>
        Assert.Equal(expected, MeetingRules.Default.HasQuorum((MeetingKind)kind));

    [Fact]
    public void An_authority_may_let_the_three_answers_differ()
    {
        var rules = new MeetingRules(new Dictionary<(MeetingKind, AttendeeClass), VotingFlags>
        {
            [(MeetingKind.CellMeeting, AttendeeClass.MemberWithoutVote)] = new(CountsForQuorum: true, CountsForVotingBase: false, MayVote: false),
        });

        Assert.Equal(new(true, false, false), rules.FlagsFor(MeetingKind.CellMeeting, Line(attendeeClass: AttendeeClass.MemberWithoutVote)));
    }

    private static string Arrived(MeetingKind kind, RosterEntry line, MemberStatus status)
    {
        var standing = StandingRules.Default.AtMeeting(kind, Member(status), Day("2026-11-22"));
        var flags = MeetingRules.Default.FlagsFor(kind, line, standing);
        return $"{(flags.CountsForQuorum ? 'Q' : '-')}{(flags.CountsForVotingBase ? 'B' : '-')}{(flags.MayVote ? 'V' : '-')}";
    }
}
