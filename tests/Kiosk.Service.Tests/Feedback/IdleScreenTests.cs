using Kiosk.Service.Admission;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Service.Tests.Feedback;

public sealed class IdleScreenTests
{
    private static readonly DateTimeOffset Minute = new(2026, 11, 22, 1, 5, 0, TimeSpan.Zero);

    [Fact]
    public void A_congress_shows_its_title_and_how_its_quorum_stands() =>
        Assert.Equal(
            new Screen.Idle(
                TerminalPurpose.Meeting,
                Phrase.Untranslated(Stage.Title),
                new Presence(812, 1000, 667, true, Minute, IsCongress: true),
                Minute),
            FeedbackMap.ForIdle(Stage.Congress(), Summary(new QuorumState(812, 1000, 667)), Stage.Morning));

    [Fact]
    public void A_meeting_without_a_quorum_counts_everybody() =>
        Assert.Equal(
            new Presence(820, 1010, null, false, Minute),
            Idle(Stage.Congress(kind: MeetingKind.AsInvited), Summary(quorum: null)).Presence);

    [Fact]
    public void One_of_several_sessions_is_named() =>
        Assert.Equal($"{Stage.Title} – Phiên 1", Idle(Stage.Congress(sessions: 2), null).Title!.Vietnamese);

    [Fact]
    public void A_desk_shows_its_procedure() =>
        Assert.Equal(
            new Screen.Idle(TerminalPurpose.Procedure, new("Đổi thẻ bị hỏng", "Exchange of a damaged card"), null, Minute),
            FeedbackMap.ForIdle(Stage.Desk, null, Stage.Morning));

    [Fact]
    public void A_gate_shows_no_figures() =>
        Assert.Equal(
            new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, Minute, Offline: true),
            FeedbackMap.ForIdle(Stage.Gate, Summary(quorum: null), Stage.Morning, offline: true));

    [Fact]
    public void Within_a_minute_nothing_changes() =>
        Assert.Equal(
            FeedbackMap.ForIdle(Stage.Congress(), Summary(quorum: null), Minute),
            FeedbackMap.ForIdle(Stage.Congress(), Summary(quorum: null), Minute.AddSeconds(59.9)));

    private static Screen.Idle Idle(AdmissionMode mode, AttendanceSummary? attendance) =>
        Assert.IsType<Screen.Idle>(FeedbackMap.ForIdle(mode, attendance, Stage.Morning));

    private static AttendanceSummary Summary(QuorumState? quorum) => new(
        Convened: 1010,
        Present: 820,
        OffRoster: 0,
        InVotingBase: 800,
        MayVote: 800,
        ContestedMandates: 0,
        quorum,
        new Dictionary<AttendeeClass, Headcount>(),
        new Dictionary<string, Headcount>());
}
