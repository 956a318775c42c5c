using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Verification.Reasons;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

public sealed class ProcedureAdmissionTests
{
    private static readonly Procedure Transfer = new(
        "CSH-01",
        "Chuyển sinh hoạt đảng chính thức",
        "Transfer of party activity",
        "Cơ sở",
        Days: 10,
        LegalBasis: null,
        ValidFrom: Day("2026-02-01"),
        ValidTo: Day("2026-12-31"));

    private static Member Holder => Member(MemberStatus.Official);

    private static AdmissionMode.ForProcedure Handover => Mode() with { Procedure = Transfer with { Act = ProcedureAct.CardHandover } };

    [Fact]
    public void A_member_is_admitted_with_a_pseudonym_of_the_case_and_no_flags()
    {
        var attendee = Assert.IsType<AdmissionDecision.Admit>(Decide(MemberStatus.Official, "2026-11-22", "10:00:00")).Attendee;

        Assert.Equal(Pseudonym.ForProcedure(Mode(), Tag()).ToArray(), attendee.Pseudonym!.Value.ToArray());
        Assert.Equal((Tag(), "Nguyễn Thị Mẫu", null, default(VotingFlags)), (attendee.Tag!.Value, attendee.Name, attendee.Invitation, attendee.Flags));
    }

    [Theory]
    [InlineData(MemberStatus.Unknown, ReasonCode.AdmissionNotAMember)]
    [InlineData(MemberStatus.Official, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Probationary, ReasonCode.Admitted)]
    [InlineData(MemberStatus.TemporaryIn, ReasonCode.Admitted)]
    [InlineData(MemberStatus.TemporaryOut, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Transferring, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Exempt, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Suspended, ReasonCode.Admitted)]
    [InlineData(MemberStatus.SuspendedFromCommittee, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Prosecuted, ReasonCode.Admitted)]
    [InlineData(MemberStatus.Expelled, ReasonCode.AdmissionNotAMember)]
    [InlineData(MemberStatus.Removed, ReasonCode.AdmissionNotAMember)]
    [InlineData(MemberStatus.Left, ReasonCode.AdmissionNotAMember)]
    [InlineData(MemberStatus.Deceased, ReasonCode.AdmissionNotAMember)]
    [InlineData(MemberStatus.Abroad, ReasonCode.Admitted)]
    public void A_barred_member_keeps_the_right_to_procedures_and_a_former_one_goes_to_the_desk(object status, object expected) =>
        Assert.Equal(expected, CodeOf(Decide((MemberStatus)status, "2026-11-22", "10:00:00")));

    [Theory]
    [InlineData(MemberStatus.Official, ReasonCode.AdmissionOldCard)]
    [InlineData(MemberStatus.Probationary, ReasonCode.AdmissionNotOfficial)]
    [InlineData(MemberStatus.TemporaryIn, ReasonCode.AdmissionNotOfficial)]
    [InlineData(MemberStatus.Expelled, ReasonCode.AdmissionNotAMember)]
    public void A_new_card_is_handed_over_to_official_members_only(object status, object expected) =>
        Assert.Equal(expected, CodeOf(Policy().Decide(Handover, Trusted(), new(Member((MemberStatus)status), null, null), Clock(At("10:00:00")), RefuseEverywhere)));

    [Fact]
    public void An_official_member_who_is_on_temporary_activity_elsewhere_receives_one() => Assert.Equal(
        ReasonCode.AdmissionOldCard,
        CodeOf(Policy().Decide(Handover, Trusted(), new(Member(Period(MemberStatus.Official), Period(MemberStatus.TemporaryOut)), null, null), Clock(At("10:00:00")), RefuseEverywhere)));

    [Fact]
    public void The_new_card_takes_the_place_of_the_old_one()
    {
        var old = Assert.IsType<AdmissionDecision.AwaitNewCard>(HandOver(Handover, 1, Holder)).Old;

        var attendee = Assert.IsType<AdmissionDecision.Admit>(HandOver(Handover with { OldCard = old }, 2, Holder with { CardNumber = "N-00000001" })).Attendee;

        Assert.Equal((Tag(2), Tag(1)), (attendee.Tag!.Value, attendee.Replaces!.Value));
    }

    [Fact]
    public void The_old_card_again_waits_for_the_new_one_again() =>
        Assert.IsType<AdmissionDecision.AwaitNewCard>(HandOver(Handover with { OldCard = OldCard.Of(Tag(1), Holder) }, 1, Holder));

    [Fact]
    public void The_new_card_must_be_the_same_members()
    {
        var awaiting = Handover with { OldCard = OldCard.Of(Tag(1), Holder) };

        Assert.Equal(ReasonCode.AdmissionOtherHolder, CodeOf(HandOver(awaiting, 2, Holder with { Name = "Nguyễn Thị Khác" })));
        Assert.Equal(ReasonCode.AdmissionOtherHolder, CodeOf(HandOver(awaiting, 2, Holder with { Unit = "Chi bộ 2" })));
    }

    public static TheoryData<object> Modes => [Mode(), AtMeeting(), new AdmissionMode.VerifyOnly(), new AdmissionMode.AwaitingChoice()];

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_card_that_was_handed_in_is_refused_in_every_mode(object mode) => Assert.Equal(
        ReasonCode.AdmissionCardEnded,
        CodeOf(Policy().Decide((AdmissionMode)mode, Trusted(), Invited() with { IsEnded = true }, Clock(At("07:30:00")), RefuseEverywhere)));

    [Fact]
    public void Without_a_record_there_is_no_procedure() =>
        Assert.Equal(
            ReasonCode.AdmissionNotAMember,
            CodeOf(Policy().Decide(Mode(), Trusted(), Dossier.Empty, Clock(At("10:00:00")), RefuseEverywhere)));

    [Theory]
    [InlineData("2026-01-31", "23:59:59", ReasonCode.AdmissionTooEarly)]
    [InlineData("2026-02-01", "00:00:00", ReasonCode.Admitted)]
    [InlineData("2026-12-31", "23:59:59", ReasonCode.Admitted)]
    [InlineData("2027-01-01", "00:00:00", ReasonCode.AdmissionTooLate)]
    public void A_catalogue_entry_is_valid_from_its_first_to_its_last_day_in_Vietnam(string day, string time, object expected) =>
        Assert.Equal(expected, CodeOf(Decide(MemberStatus.Official, day, time)));

    [Fact]
    public void Too_early_says_from_when() =>
        Assert.Equal(
            new AdmissionDecision.Deny(ReasonCode.AdmissionTooEarly, At(Day("2026-02-01"), "00:00:00")),
            Decide(MemberStatus.Official, "2026-01-15", "10:00:00"));

    [Fact]
    public void An_entry_without_a_last_day_stays_valid() => Assert.True((Transfer with { ValidTo = null }).IsValidOn(DateOnly.MaxValue));

    [Fact]
    public void The_record_is_judged_on_the_day_of_the_tap()
    {
        var member = Member(Period(MemberStatus.Official, to: "2026-11-21"));

        var decision = Policy().Decide(
            Mode(), Trusted(), new Dossier(member, Invitation: null, Earlier: null), Clock(At("10:00:00")), RefuseEverywhere);

        Assert.Equal(ReasonCode.AdmissionNotAMember, CodeOf(decision));
    }

    [Fact]
    public void Who_came_before_may_come_again()
    {
        var dossier = Invited() with { Earlier = new Attendance(Opens, Door) };

        Assert.IsType<AdmissionDecision.Admit>(Policy().Decide(Mode(), Trusted(), dossier, Clock(At("10:00:00")), RefuseEverywhere));
    }

    internal static AdmissionMode.ForProcedure Mode(string? caseNumber = "24-QĐ/TW", byte key = 0x22) => new(
        Transfer,
        caseNumber is null ? null : CaseNumber.Parse(caseNumber),
        Purpose.Parse("Xác nhận chuyển sinh hoạt"),
        Enumerable.Repeat(key, 32).ToArray());

    private static AdmissionDecision HandOver(AdmissionMode.ForProcedure mode, byte card, Member member) =>
        Policy().Decide(mode, Trusted(card), new(member, Invitation: null, Earlier: null), Clock(At("10:00:00")), RefuseEverywhere);

    private static AdmissionDecision Decide(MemberStatus status, string day, string time) =>
        Policy().Decide(
            Mode(), Trusted(), new Dossier(Member(status), Invitation: null, Earlier: null), Clock(At(Day(day), time)), RefuseEverywhere);
}
