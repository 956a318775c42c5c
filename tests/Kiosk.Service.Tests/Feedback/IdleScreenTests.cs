using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.Tests.Feedback;

public sealed class IdleScreenTests
{
    private static readonly DateTimeOffset Minute = new(2026, 11, 22, 1, 5, 0, TimeSpan.Zero);

    private static readonly Presence Figures = new(812, 1000, 667, true, Stage.Morning, MeetingForm.DelegateCongress);

    [Fact]
    public void A_congress_shows_its_title_and_how_its_quorum_stands() =>
        Assert.Equal(
            new Screen.Idle(TerminalPurpose.Meeting, Phrase.Untranslated(Stage.Title), Figures with { AsOf = Minute }, Minute),
            FeedbackMap.ForIdle(Stage.Congress(), Figures, Stage.Morning, offline: false));

    [Theory]
    [InlineData(MeetingKind.AsInvited, MeetingForm.AsInvited)]
    [InlineData(MeetingKind.CellMeeting, MeetingForm.CellMeeting)]
    [InlineData(MeetingKind.MemberCongress, MeetingForm.MemberCongress)]
    [InlineData(MeetingKind.DelegateCongress, MeetingForm.DelegateCongress)]
    [InlineData(MeetingKind.CommitteeMeeting, MeetingForm.CommitteeMeeting)]
    public void Figures_say_of_what_kind_of_meeting_they_are(MeetingKind kind, MeetingForm form) =>
        Assert.Equal(form, FeedbackMap.PresenceOf(AttendanceSummary.Of(new("dh", "Đại hội", kind, new byte[32], [], new(1, 2, QuorumRounding.Up, "", "")), MeetingRules.Default, [], default), kind, Minute).Form);

    [Fact]
    public void One_of_several_sessions_is_named() =>
        Assert.Equal($"{Stage.Title} – Phiên 1", Idle(Stage.Congress(sessions: 2), null).Title!.Vietnamese);

    [Fact]
    public void A_desk_shows_its_procedure_and_the_case_that_the_card_is_asked_for()
    {
        Assert.Equal(
            new Screen.Idle(TerminalPurpose.Procedure, new("Đổi thẻ bị hỏng – HS-2026-0042", "Exchange of a damaged card – HS-2026-0042"), null, Minute),
            FeedbackMap.ForIdle(Stage.Desk, null, Stage.Morning, offline: false));
        Assert.Equal(new Phrase("Đổi thẻ bị hỏng", "Exchange of a damaged card"), Idle(Stage.Desk with { CaseNumber = null }, null).Title);
    }

    [Fact]
    public void A_desk_without_a_procedure_asks_for_one_and_says_whether_it_can_be_touched() =>
        Assert.Equal(
            new Screen.Idle(TerminalPurpose.Procedure, null, null, Minute, OffersChoice: true),
            FeedbackMap.ForIdle(new AdmissionMode.AwaitingChoice(), null, Stage.Morning, offline: false, offersChoice: true));

    [Fact]
    public void A_meeting_offers_no_choice_of_procedures() =>
        Assert.Equal(FeedbackMap.ForIdle(Stage.Congress(), Figures, Stage.Morning, offline: false), FeedbackMap.ForIdle(Stage.Congress(), Figures, Stage.Morning, offline: false, offersChoice: true));

    [Fact]
    public void A_gate_shows_no_figures() =>
        Assert.Equal(
            new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, Minute, Offline: true),
            FeedbackMap.ForIdle(Stage.Gate, Figures, Stage.Morning, offline: true));

    [Fact]
    public void Within_a_minute_nothing_changes()
    {
        var later = Minute.AddSeconds(59.9);
        Assert.Equal(
            FeedbackMap.ForIdle(Stage.Congress(), Figures with { AsOf = Minute }, Minute, offline: false),
            FeedbackMap.ForIdle(Stage.Congress(), Figures with { AsOf = later }, later, offline: false));
    }

    private static Screen.Idle Idle(AdmissionMode mode, Presence? presence) =>
        Assert.IsType<Screen.Idle>(FeedbackMap.ForIdle(mode, presence, Stage.Morning, offline: false));
}
