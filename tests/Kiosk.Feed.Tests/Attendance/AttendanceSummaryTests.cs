using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Tests.Attendance;

public sealed class AttendanceSummaryTests
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);
    private static readonly QuorumRule TwoThirds = new(2, 3, QuorumRounding.Up, "test", "test");

    [Theory]
    [InlineData(QuorumBasis.Came, 2)]
    [InlineData(QuorumBasis.Inside, 1)]
    public void The_meetings_rule_says_whether_those_who_left_count(QuorumBasis basis, int present)
    {
        var summary = Summarise(TwoThirds with { Basis = basis }, Came(1), Gone(2), Absent(3));

        Assert.Equal((present, 2, 1), (summary.Quorum!.Present, summary.Present, summary.Inside));
    }

    [Fact]
    public void Without_a_word_about_it_those_who_came_count() => Assert.Equal(2, Summarise(TwoThirds, Came(1), Gone(2)).Quorum!.Present);

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void The_second_condition_asks_for_a_share_of_the_organisations(int represented, bool isMet)
    {
        var rule = TwoThirds with { Organisations = new(3, 4, QuorumRounding.Up) };
        var lines = Enumerable.Range(1, 4).SelectMany(unit => Enumerable.Range(0, 3).Select(one => Line((byte)((unit * 3) + one), $"Chi bộ {unit}", came: unit <= represented)));

        var summary = Summarise(rule with { Numerator = 1, Denominator = 2 }, [.. lines]);

        Assert.Equal(new QuorumState(represented, Convened: 4, Required: 3), summary.Organisations);
        Assert.True(summary.Quorum!.IsMet);
        Assert.Equal(isMet, summary.IsQuorumMet);
    }

    [Fact]
    public void Each_hall_and_each_delegation_has_the_fraction_of_its_own()
    {
        var summary = Summarise(TwoThirds, Line(1, "Hà Giang", came: true, hall: "A"), Line(2, "Hà Giang", came: false, hall: "A"), Line(3, "Trường Sa", came: true, hall: "B"));

        Assert.Equal(new QuorumState(1, 2, 2), summary.ByHall["A"].Quorum);
        Assert.True(summary.ByHall["B"].Quorum!.IsMet);
        Assert.False(summary.ByDelegation["Hà Giang"].Quorum!.IsMet);
        Assert.Equal((2, 1, 1), (summary.ByHall["A"].Convened, summary.ByHall["A"].Present, summary.ByHall["A"].Inside));
    }

    [Fact]
    public void A_delegate_and_the_alternate_who_both_come_are_shown_and_counted_once()
    {
        var summary = Summarise(TwoThirds, Came(1), Came(2) with { Entry = Entry(2, AttendeeClass.Alternate) with { Replaces = Tag(1) } });

        Assert.Equal((2, 1, 1, 1), (summary.Present, summary.Quorum!.Present, summary.MayVote, summary.ContestedMandates));
    }

    [Fact]
    public void A_congress_of_delegates_votes_by_the_mandates_that_were_not_absent_throughout()
    {
        var alternate = Came(4) with { Entry = Entry(4, AttendeeClass.Alternate) with { Replaces = Tag(3) } };

        var summary = Summarise(TwoThirds, Came(1), Absent(2), Absent(3), alternate, Absent(5) with { CameBefore = true }, Absent(6) with { Entry = Entry(6, AttendeeClass.DelegateExOfficio) });

        // Delegates 1 and 5, and 3 by the alternate; not 2, who stayed away, nor 6 of the convening committee.
        Assert.Equal(3, summary.VotingBase);
    }

    [Fact]
    public void A_meeting_of_members_votes_without_the_excused_and_the_exempt_who_stayed_away()
    {
        AttendanceLine[] lines =
        [
            Member(1, came: true), Member(2), Member(3) with { IsExcused = true }, Member(4) with { Entry = Entry(4, AttendeeClass.MemberExempt) }, Member(5, came: true) with { Entry = Entry(5, AttendeeClass.MemberExempt) },
            Member(6, came: true) with { Entry = Entry(6, AttendeeClass.MemberWithoutVote) },
        ];

        // Members 1 and 2, who stays away without reason, and 5, who is exempt and came.
        Assert.Equal(3, AttendanceSummary.Of(Meeting(MeetingKind.MemberCongress, TwoThirds), MeetingRules.Default, lines, default).VotingBase);
    }

    [Fact]
    public void Nobody_votes_at_a_meeting_by_invitation() =>
        Assert.Null(AttendanceSummary.Of(Meeting(MeetingKind.AsInvited, TwoThirds), MeetingRules.Default, [Came(1)], default).VotingBase);

    [Fact]
    public void Guests_without_a_line_are_present_and_count_for_nothing()
    {
        var summary = AttendanceSummary.Of(Meeting(MeetingKind.DelegateCongress, TwoThirds), MeetingRules.Default, [Came(1)], (2, 1));

        Assert.Equal((3, 2, 2, 1), (summary.Present, summary.Inside, summary.OffRoster, summary.Quorum!.Present));
    }

    private static AttendanceSummary Summarise(QuorumRule rule, params AttendanceLine[] lines) =>
        AttendanceSummary.Of(Meeting(MeetingKind.DelegateCongress, rule), MeetingRules.Default, lines, default);

    private static Meeting Meeting(MeetingKind kind, QuorumRule rule) => new("dh", "Đại hội", kind, new byte[32], [], rule);

    private static AttendanceLine Came(byte number) => new(Entry(number), Morning, IsInside: true);

    private static AttendanceLine Gone(byte number) => new(Entry(number), Morning);

    private static AttendanceLine Absent(byte number) => new(Entry(number));

    private static AttendanceLine Member(byte number, bool came = false) => new(Entry(number, AttendeeClass.Member), came ? Morning : null, came);

    private static AttendanceLine Line(byte number, string unit, bool came, string? hall = null) =>
        new(Entry(number) with { Delegation = unit, Seat = hall is null ? null : new(hall, "1", $"{number}") }, came ? Morning : null, came);

    private static RosterEntry Entry(byte number, AttendeeClass attendee = AttendeeClass.DelegateElected) => new(Tag(number), attendee, null, null, null, null);

    private static CardTag Tag(byte number) => CardTag.FromBytes([number, .. new byte[15]]);
}
