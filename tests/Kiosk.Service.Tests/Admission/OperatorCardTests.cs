using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

public sealed class OperatorCardTests
{
    private static readonly Dossier Operator = new(Member(MemberStatus.Official) with { Duties = [Duty.Operator] }, Invitation: null, Earlier: null);

    [Fact]
    public void The_card_of_an_operator_who_is_on_no_list_opens_the_menu()
    {
        Assert.Equal(new AdmissionDecision.OpenMenu(Tag(), "Nguyễn Thị Mẫu"), AtTheDoor(Operator, At("07:30:00")));
        Assert.Equal(ReasonCode.AdmissionOperator, CodeOf(AtTheDoor(Operator, At("23:00:00"))));
    }

    [Fact]
    public void An_operator_on_the_list_is_checked_in_first_and_then_opens_the_menu()
    {
        var invited = Operator with { Invitation = Line() };

        Assert.Equal(ReasonCode.Admitted, CodeOf(AtTheDoor(invited, At("07:30:00"))));
        Assert.Equal(ReasonCode.AdmissionOperator, CodeOf(AtTheDoor(invited with { Earlier = new(At("07:30:00"), Door) }, At("07:40:00"))));
        Assert.Equal(ReasonCode.Admitted, CodeOf(AtTheDoor(invited with { Earlier = new(At("07:30:00"), Door), Left = new(At("08:40:00"), Door) }, At("08:50:00"))));
    }

    [Theory]
    [InlineData(Duty.None)]
    [InlineData(Duty.Clerk)]
    public void Another_duty_opens_no_menu(object duty) =>
        Assert.Equal(ReasonCode.AdmissionNotInvited, CodeOf(AtTheDoor(Operator with { Member = Member(MemberStatus.Official) with { Duties = [(Duty)duty] } }, At("07:30:00"))));

    [Theory]
    [InlineData(MemberStatus.Suspended)]
    [InlineData(MemberStatus.Removed)]
    [InlineData(MemberStatus.TemporaryOut)]
    public void An_operator_without_full_standing_opens_nothing(object status) =>
        Assert.IsType<AdmissionDecision.Deny>(AtTheDoor(Operator with { Member = Member((MemberStatus)status) with { Duties = [Duty.Operator] } }, At("07:30:00")));

    [Fact]
    public void A_card_whose_revocation_is_not_known_opens_nothing()
    {
        var stale = new Verdict.Undecidable(ReasonCode.RevocationStale, Card());

        Assert.Equal(ReasonCode.AdmissionNotInvited, CodeOf(Policy().Decide(AtMeeting(), stale, Operator, Clock(At("07:30:00")), FlagEverywhere)));
    }
}
