using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

public sealed class ClerkAdmissionTests
{
    private static readonly DeskState Closed = new(NeedsClerk: true);
    private static readonly Dossier Clerk = new(Member(MemberStatus.Official) with { Duties = [Duty.Clerk] }, Invitation: null, Earlier: null);
    private static readonly Dossier Visitor = new(Member(MemberStatus.Official), Invitation: null, Earlier: null);
    private static readonly AdmissionMode Awaiting = new AdmissionMode.AwaitingChoice();

    private static readonly AdmissionMode Chosen = new AdmissionMode.ForProcedure(
        new("CSH-01", "Chuyển sinh hoạt đảng", "Transfer", "xã", 5, null, Day("2020-01-01"), null), CaseNumber: null, PurposeOf("Chuyển sinh hoạt đảng"), new byte[32]);

    public static TheoryData<object> Modes => [Awaiting, Chosen];

    [Theory]
    [MemberData(nameof(Modes))]
    public void Without_a_clerk_no_card_is_taken_whatever_was_chosen(object mode) =>
        Assert.Equal(new AdmissionDecision.Deny(ReasonCode.AdmissionNoClerk), Decide((AdmissionMode)mode, Closed, Visitor));

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_clerks_card_opens_the_desk(object mode) =>
        Assert.Equal(new AdmissionDecision.TurnDesk(Tag(), IsOpen: true), Decide((AdmissionMode)mode, Closed, Clerk));

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_clerk_who_serves_closes_it_and_gets_no_receipt_of_their_own(object mode) =>
        Assert.Equal(new AdmissionDecision.TurnDesk(Tag(), IsOpen: false), Decide((AdmissionMode)mode, Closed with { Clerk = Tag() }, Clerk));

    [Fact]
    public void Another_clerk_takes_over_where_nothing_is_chosen_and_is_a_member_where_something_is()
    {
        Assert.Equal(new AdmissionDecision.TurnDesk(Tag(), IsOpen: true), Decide(Awaiting, Closed with { Clerk = Tag(2) }, Clerk));
        Assert.IsType<AdmissionDecision.Admit>(Decide(Chosen, Closed with { Clerk = Tag(2) }, Clerk));
    }

    [Fact]
    public void At_an_open_desk_members_are_served() => Assert.IsType<AdmissionDecision.Admit>(Decide(Chosen, Closed with { Clerk = Tag(2) }, Visitor));

    [Fact]
    public void A_desk_that_needs_no_clerk_serves_a_clerk_as_a_member_and_may_be_opened_all_the_same()
    {
        Assert.IsType<AdmissionDecision.Admit>(Decide(Chosen, DeskState.Free, Clerk));
        Assert.IsType<AdmissionDecision.TurnDesk>(Decide(Awaiting, DeskState.Free, Clerk));
    }

    [Theory]
    [InlineData(MemberStatus.Suspended)]
    [InlineData(MemberStatus.Removed)]
    public void A_clerk_without_full_standing_opens_nothing(object status) => Assert.Equal(
        ReasonCode.AdmissionNoClerk,
        CodeOf(Decide(Awaiting, Closed, Clerk with { Member = Member((MemberStatus)status) with { Duties = [Duty.Clerk] } })));

    [Theory]
    [InlineData(Duty.Operator)]
    [InlineData(Duty.Supervisor)]
    public void Another_duty_opens_no_desk(object duty) => Assert.Equal(
        ReasonCode.AdmissionNoClerk,
        CodeOf(Decide(Awaiting, Closed, Clerk with { Member = Member(MemberStatus.Official) with { Duties = [(Duty)duty] } })));

    [Fact]
    public void A_card_whose_revocation_is_not_known_opens_no_desk() => Assert.Equal(
        ReasonCode.AdmissionNoClerk,
        CodeOf(Policy().Decide(Chosen with { Desk = Closed }, new Verdict.Undecidable(ReasonCode.RevocationStale, Card()), Clerk, Clock(At("07:30:00")), FlagEverywhere)));

    private static AdmissionDecision Decide(AdmissionMode mode, DeskState desk, Dossier dossier) =>
        Policy().Decide(mode with { Desk = desk }, Trusted(), dossier, Clock(At("07:30:00")), RefuseEverywhere);

    private static Purpose PurposeOf(string text) => Purpose.TryParse(text, out var purpose) ? purpose : throw new ArgumentException("No purpose.", nameof(text));
}
