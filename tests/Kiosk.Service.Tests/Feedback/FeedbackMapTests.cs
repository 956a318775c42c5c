using Kiosk.Feed.Records;
using Kiosk.Feed.Tokens;
using Kiosk.Service.Admission;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Tests.Feedback;

public sealed class FeedbackMapTests
{
    [Fact]
    public void Nobody_is_welcomed_without_a_receipt() =>
        Assert.Throws<ArgumentNullException>(() => Stage.Map().ForAdmission(Stage.Gate, new(new()), null!));

    [Fact]
    public void An_admission_that_was_not_recorded_puts_the_terminal_out_of_service() =>
        Assert.All(Stage.Modes, mode => Assert.Equal(
            Stage.Map().ForOutOfService(ReasonCode.TerminalJournal),
            Stage.Map().ForAnswer(mode, new AdmissionDecision.Admit(Stage.Delegate()))));

    [Fact]
    public void A_delegate_is_welcomed_with_name_role_seat_and_the_instant_on_the_disk() =>
        Assert.Equal(
            new Screen.Admitted(Stage.Name, "Trưởng đoàn", new("A", "5", "12"), Stage.Title, Stage.Morning),
            Admitted(Stage.Congress(), Stage.Delegate()));

    [Fact]
    public void Where_names_are_hidden_the_seat_alone_is_shown()
    {
        var screen = Stage.Map(hideNames: true).ForAdmission(Stage.Congress(), new(Stage.Delegate()), Stage.Receipt);
        Assert.Equal(new Screen.Admitted(null, null, new("A", "5", "12"), Stage.Title, Stage.Morning), screen);
    }

    [Fact]
    public void A_secret_meeting_is_not_named_to_those_who_come() =>
        Assert.DoesNotContain(Stage.Title, Stage.WordsOf(Admitted(Stage.Congress(secret: true), Stage.Delegate())), StringComparison.Ordinal);

    [Fact]
    public void A_secret_meeting_is_not_named_while_the_terminal_waits() =>
        Assert.DoesNotContain(Stage.Title, Stage.WordsOf(FeedbackMap.ForIdle(Stage.Congress(secret: true, sessions: 2), null, Stage.Morning, offline: false)), StringComparison.Ordinal);

    [Theory]
    [InlineData(MeetingKind.DelegateCongress, 1, "Đại hội đã khai mạc.")]
    [InlineData(MeetingKind.MemberCongress, 1, "Đại hội đã khai mạc.")]
    [InlineData(MeetingKind.DelegateCongress, 2, "Phiên họp đã bắt đầu.")]
    [InlineData(MeetingKind.CellMeeting, 1, "Cuộc họp đã bắt đầu.")]
    public void Who_comes_late_reads_what_has_begun(MeetingKind kind, int sessions, string begun) =>
        Assert.Contains(
            $"{begun} Đã ghi nhận đồng chí có mặt lúc 08:05.",
            Stage.WordsOf(Admitted(Stage.Congress(kind: kind, sessions: sessions), Stage.Delegate(late: true))),
            StringComparison.Ordinal);

    [Fact]
    public void A_guest_is_addressed_as_one() =>
        Assert.Contains(
            $"Chào mừng đại biểu {Stage.Name} về dự {Stage.Title}.",
            Stage.WordsOf(Admitted(Stage.Congress(), Stage.Delegate(AttendeeClass.Guest))),
            StringComparison.Ordinal);

    [Fact]
    public void An_attendee_whose_line_has_neither_role_nor_seat_is_welcomed_all_the_same() =>
        Assert.Equal(
            new Screen.Admitted(Stage.Name, null, null, Stage.Title, Stage.Morning),
            Admitted(Stage.Congress(), new Attendee(Name: Stage.Name)));

    [Fact]
    public void Whoever_is_recorded_with_a_flag_reads_the_ordinary_welcome() =>
        Assert.All(Stage.Modes, mode => Assert.Equal(
            Admitted(mode, Stage.Delegate()),
            Stage.Map().ForAdmission(mode, new(Stage.Delegate(), ReasonCode.RevocationStale), Stage.Receipt)));

    [Fact]
    public void Nobody_is_asked_in_where_the_door_stays_shut()
    {
        var opens = new FeedbackMap(new FeedbackOptions { TerminalId = "HN-01", OpensWhenVerified = true });

        Assert.Equal(new Screen.Verified(MayEnter: true), opens.ForAdmission(Stage.Gate, new(Stage.Delegate()), Stage.Receipt));
        Assert.DoesNotContain("Mời", Stage.WordsOf(Admitted(Stage.Gate, Stage.Delegate())), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_only_shows_nothing_of_the_person() => Assert.Equal(new Screen.Verified(), Admitted(Stage.Gate, Stage.Delegate()));

    [Fact]
    public void A_procedure_ends_with_a_receipt_without_a_name()
    {
        var screen = Assert.IsType<Screen.ProcedureReceipt>(Admitted(Stage.Desk, Stage.Delegate()));

        Assert.Equal(("HS-2026-0042", new DateOnly(2026, 11, 25), Stage.Morning), (screen.CaseNumber, screen.Due!.Value, screen.RecordedAt));
        Assert.Equal(ReceiptNumber.Of("HN-01", Stage.Morning, 42).ToString(), screen.ReceiptNumber);
        Assert.DoesNotContain(Stage.Name, Stage.WordsOf(screen), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_case_without_a_term_promises_neither_number_nor_day()
    {
        var screen = Assert.IsType<Screen.ProcedureReceipt>(Admitted(Stage.DeskWith(null, days: null), Stage.Delegate()));
        Assert.Equal((null, null), (screen.CaseNumber, screen.Due));
    }

    [Fact]
    public void Who_is_in_already_reads_when_and_where() =>
        Assert.Equal(
            new Screen.AlreadyIn(Stage.Morning, "2"),
            Stage.Map().ForAnswer(Stage.Congress(), new AdmissionDecision.AlreadyCheckedIn(Stage.Delegate(), Stage.Morning, "2")));

    [Fact]
    public void Only_a_meeting_knows_who_is_in_already() =>
        Assert.Equal(
            new Screen.Refused(PublicLine.NotVerified),
            Stage.Map().ForAnswer(Stage.Gate, new AdmissionDecision.AlreadyCheckedIn(Stage.Delegate(), Stage.Morning, "2")));

    [Fact]
    public void Out_of_service_names_code_terminal_and_what_is_awaited() =>
        Assert.Equal(
            new Screen.OutOfService("card.reader-fault", "HN-01", Awaited.Reader, new("Chưa có đầu đọc.", "No reader."), "0123"),
            Stage.Map(dutyPhone: "0123").ForOutOfService(ReasonCode.CardReaderFault, new("Chưa có đầu đọc.", "No reader.")));

    [Fact]
    public void Out_of_service_without_a_notice_of_its_own_says_what_the_reason_asks_for() =>
        Assert.Equal(
            ReasonTable.Of(ReasonCode.TerminalJournal).OperatorRemedy.Vietnamese,
            Assert.IsType<Screen.OutOfService>(Stage.Map().ForOutOfService(ReasonCode.TerminalJournal)).Detail!.Vietnamese);

    private static Screen Admitted(AdmissionMode mode, Attendee attendee) =>
        Stage.Map().ForAdmission(mode, new(attendee), Stage.Receipt);
}
