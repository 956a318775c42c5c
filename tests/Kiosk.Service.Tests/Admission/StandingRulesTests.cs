using Kiosk.Feed.Records;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

public sealed class StandingRulesTests
{
    private static readonly DateOnly Today = Day("2026-11-22");

    [Theory]
    [InlineData(MemberStatus.Official, MemberStatus.Suspended, Standing.Barred)]
    [InlineData(MemberStatus.Official, MemberStatus.TemporaryOut, Standing.AttendsOnly)]
    [InlineData(MemberStatus.Official, MemberStatus.Expelled, Standing.NotAMember)]
    [InlineData(MemberStatus.Suspended, MemberStatus.Deceased, Standing.NotAMember)]
    [InlineData(MemberStatus.Suspended, MemberStatus.Probationary, Standing.Barred)]
    [InlineData(MemberStatus.Official, MemberStatus.Exempt, Standing.Full)]
    [InlineData(MemberStatus.Official, MemberStatus.Unknown, Standing.NotAMember)]
    [InlineData(MemberStatus.Official, (MemberStatus)99, Standing.NotAMember)]
    public void Of_two_statuses_on_one_day_the_more_restrictive_holds_in_either_order(object one, object other, object expected)
    {
        var (first, second) = (Period((MemberStatus)one), Period((MemberStatus)other));

        Assert.Equal(expected, AtCongress(Member(first, second)));
        Assert.Equal(expected, AtCongress(Member(second, first)));
    }

    [Fact]
    public void A_restored_member_is_a_member_again_only_when_the_expulsion_has_an_end()
    {
        var restored = Period(MemberStatus.Official, "2023-05-01");

        Assert.Equal(Standing.Full, AtCongress(Member(Period(MemberStatus.Expelled, "2020-01-01", "2023-04-30"), restored)));
        Assert.Equal(Standing.NotAMember, AtCongress(Member(Period(MemberStatus.Expelled, "2020-01-01"), restored)));
    }

    [Theory]
    [InlineData("2026-11-22", null, Standing.Full)]
    [InlineData("2026-11-23", null, Standing.NotAMember)]
    [InlineData("2010-01-01", "2026-11-22", Standing.Full)]
    [InlineData("2010-01-01", "2026-11-21", Standing.NotAMember)]
    public void A_period_covers_its_first_and_its_last_day(string from, string? to, object expected) =>
        Assert.Equal(expected, AtCongress(Member(Period(MemberStatus.Official, from, to))));

    [Fact]
    public void A_record_without_periods_makes_nobody_a_member() => Assert.Equal(Standing.NotAMember, AtCongress(Member([])));

    [Fact]
    public void A_period_that_ends_before_it_begins_spoils_the_record() =>
        Assert.Equal(
            Standing.NotAMember,
            AtCongress(Member(Period(MemberStatus.Official), Period(MemberStatus.Suspended, "2026-12-01", "2026-11-01"))));

    [Fact]
    public void An_authority_may_put_its_own_table_in_place()
    {
        var rules = new StandingRules(new Dictionary<MemberStatus, StandingRule>
        {
            [MemberStatus.Removed] = new(Standing.NotAMember, Standing.NotAMember, Procedures: Standing.Full),
        });

        Assert.Equal(Standing.Full, rules.AtProcedure(Member(MemberStatus.Removed), Today));
        Assert.Equal(Standing.NotAMember, rules.AtProcedure(Member(MemberStatus.Official), Today));
    }

    [Fact]
    public void The_zero_of_status_and_standing_admits_nobody()
    {
        Assert.Equal(Standing.NotAMember, AtCongress(Member(default(MemberStatus))));
        Assert.Equal(Standing.NotAMember, default);
    }

    private static Standing AtCongress(Member member) => StandingRules.Default.AtMeeting(MeetingKind.MemberCongress, member, Today);
}
