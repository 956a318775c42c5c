using Kiosk.Cards;
using Kiosk.Service.Admission;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.Tests.Feedback;

public sealed class RefusalTests
{
    private static readonly Screen NotConfirmed = new Screen.Refused(PublicLine.NotConfirmed);

    /// <summary>Reasons that may be named in public or that are not the card's fault; all others share one line.</summary>
    private static readonly Dictionary<ReasonCode, Screen> Own = new()
    {
        [ReasonCode.CardUnsupported] = new Screen.Refused(PublicLine.NotAPartyCard),
        [ReasonCode.KeyLate] = new Screen.TryAgain(ReadingAdvice.KeepStill),
        [ReasonCode.AdmissionNotInvited] = new Screen.Refused(PublicLine.SupportDesk),
        [ReasonCode.AdmissionTooEarly] = new Screen.Refused(PublicLine.TooEarly, Stage.Morning),
        [ReasonCode.AdmissionTooLate] = new Screen.Refused(PublicLine.TooLate),
        [ReasonCode.AdmissionWrongDoor] = new Screen.Refused(PublicLine.WrongDoor, Door: "3"),
        [ReasonCode.AdmissionNoProcedure] = new Screen.TryAgain(ReadingAdvice.ChooseFirst),
        [ReasonCode.AdmissionNoClerk] = new Screen.TryAgain(ReadingAdvice.AwaitsClerk),
        [ReasonCode.InvitationMalformed] = new Screen.TryAgain(ReadingAdvice.ScanAgain),
        [ReasonCode.InvitationUntrusted] = new Screen.Refused(PublicLine.InvitationNotConfirmed),
        [ReasonCode.InvitationOtherMeeting] = new Screen.Refused(PublicLine.InvitationNotConfirmed),
        [ReasonCode.InvitationExpired] = new Screen.Refused(PublicLine.InvitationNotConfirmed),
        [ReasonCode.InvitationWithdrawn] = new Screen.Refused(PublicLine.InvitationNotConfirmed),
        [ReasonCode.InvitationUnattended] = new Screen.Refused(PublicLine.InvitationNotHere),
        [ReasonCode.InvitationNoMeeting] = new Screen.Refused(PublicLine.InvitationNotHere),
        [ReasonCode.RevocationStale] = new Screen.Undecidable(),
        [ReasonCode.RevocationUnknown] = new Screen.Undecidable(),
        [ReasonCode.ClockUntrusted] = new Screen.TryAgain(ReadingAdvice.AwaitsClock),
        [ReasonCode.ClockBehind] = new Screen.TryAgain(ReadingAdvice.AwaitsClock),
        [ReasonCode.TerminalJournal] = new Screen.OutOfService("terminal.journal", "HN-01", Awaited.Technician, RemedyFor(ReasonCode.TerminalJournal)),
        [ReasonCode.TerminalCache] = new Screen.OutOfService("terminal.cache", "HN-01", Awaited.CardRecords, RemedyFor(ReasonCode.TerminalCache)),
        [ReasonCode.TerminalFeed] = new Screen.OutOfService("terminal.feed", "HN-01", Awaited.CardRecords, RemedyFor(ReasonCode.TerminalFeed)),
        [ReasonCode.TerminalRevoked] = new Screen.OutOfService("terminal.revoked", "HN-01", Awaited.Technician, RemedyFor(ReasonCode.TerminalRevoked)),
        [ReasonCode.TerminalNoAccess] = new Screen.OutOfService("terminal.no-access", "HN-01", Awaited.CardRecords, RemedyFor(ReasonCode.TerminalNoAccess)),
        [ReasonCode.TerminalLocked] = new Screen.OutOfService("terminal.locked", "HN-01", Awaited.Technician, RemedyFor(ReasonCode.TerminalLocked)),
        [ReasonCode.TerminalOutOfService] = new Screen.OutOfService("terminal.out-of-service", "HN-01", Awaited.Technician, RemedyFor(ReasonCode.TerminalOutOfService)),
    };

    private static readonly Dictionary<ReasonCode, Screen> OwnAtTheGate = Own
        .Where(own => own.Key is ReasonCode.CardUnsupported or ReasonCode.KeyLate or ReasonCode.ClockUntrusted or ReasonCode.ClockBehind or ReasonCode.InvitationMalformed or ReasonCode.InvitationUnattended or ReasonCode.InvitationNoMeeting || own.Value is Screen.OutOfService)
        .ToDictionary();

    public static TheoryData<ushort> Codes => [.. Enum.GetValues<ReasonCode>().Select(code => (ushort)code), 999, ushort.MaxValue];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_reason_has_its_screen_where_people_stand_by(ushort code)
    {
        var expected = Own.GetValueOrDefault((ReasonCode)code, NotConfirmed);
        Assert.Equal(expected, Denied(Stage.Congress(), code));
        Assert.Equal(expected, Denied(Stage.Desk, code));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_reason_has_its_screen_where_nobody_stands_by(ushort code) =>
        Assert.Equal(
            OwnAtTheGate.GetValueOrDefault((ReasonCode)code, new Screen.Refused(PublicLine.NotVerified)),
            Denied(Stage.Gate, code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void No_reason_welcomes_anybody(ushort code)
    {
        Assert.All(Stage.Modes, mode => Assert.NotEqual(Mood.Welcome, Denied(mode, code).Mood));
        Assert.All(Stage.Modes, mode => Assert.NotEqual(
            Mood.Welcome,
            Stage.Map().ForAnswer(mode, new AdmissionDecision.TryAgain((ReasonCode)code)).Mood));
        Assert.NotEqual(Mood.Welcome, Stage.Map().ForOutOfService((ReasonCode)code).Mood);
    }

    [Fact]
    public void Only_what_turns_a_card_or_its_holder_away_is_a_red_cross() =>
        Assert.All(
            ReasonTable.All.Where(reason => MayBeDenied(reason.Code) && Denied(Stage.Congress(), (ushort)reason.Code) is not Screen.OutOfService),
            reason => Assert.Equal(
                reason.Severity is ReasonSeverity.Refusal or ReasonSeverity.SecurityAlert ? Mood.Stop : Mood.Attention,
                Denied(Stage.Congress(), (ushort)reason.Code).Mood));

    [Fact]
    public void That_somebody_is_not_invited_is_not_read_by_the_queue() =>
        Assert.Equal(Stage.WordsOf(NotConfirmed), Stage.WordsOf(Denied(Stage.Congress(), (ushort)ReasonCode.AdmissionNotInvited)));

    [Theory]
    [InlineData("3", "Mời đồng chí sang cửa số 3.", "Please go to door 3.")]
    [InlineData("Bàn tiếp đón", "Mời đồng chí sang Bàn tiếp đón.", "Please go to Bàn tiếp đón.")]
    [InlineData("", "Mời đồng chí sang cửa ghi trên giấy mời hoặc đến bàn hỗ trợ.", "Please go to the door named on your invitation or to the support desk.")]
    public void The_door_that_the_list_names_is_named(string door, string vietnamese, string english) =>
        Assert.Equal($"{vietnamese}\n{english}", Stage.WordsOf(Stage.Map().ForAnswer(Stage.Congress(), new AdmissionDecision.Deny(ReasonCode.AdmissionWrongDoor, Door: door))));

    [Fact]
    public void Whoever_reads_the_one_line_is_sent_to_the_desk() =>
        Assert.All(
            ReasonTable.All.Where(reason => reason.Severity is ReasonSeverity.Refusal or ReasonSeverity.SecurityAlert)
                .Where(reason => reason.Code != ReasonCode.CardSwapped && ReadsTheOneLine(reason)),
            reason => Assert.Same(MemberRemedies.SupportDesk, reason.MemberRemedy));

    [Fact]
    public void Where_nobody_stands_by_the_telephone_number_is_shown() =>
        Assert.Equal(
            new Screen.Refused(PublicLine.NotVerified, DutyPhone: "0123 456 789"),
            Stage.Map(dutyPhone: "0123 456 789").ForAnswer(Stage.Gate, new AdmissionDecision.Deny(ReasonCode.CertExpired)));

    [Theory]
    [InlineData(ReasonCode.CardRemoved, ReadingAdvice.KeepStill)]
    [InlineData(ReasonCode.CardTimeout, ReadingAdvice.KeepStill)]
    [InlineData(ReasonCode.CardMalformed, ReadingAdvice.PlaceAgain)]
    [InlineData(ReasonCode.CardReaderFault, ReadingAdvice.PlaceAgain)]
    [InlineData(ReasonCode.CardSwapped, ReadingAdvice.OneCardOnly)]
    [InlineData(ReasonCode.CardTwoInField, ReadingAdvice.OneCardOnly)]
    [InlineData(ReasonCode.None, ReadingAdvice.PlaceAgain)]
    internal void A_read_that_failed_is_met_with_advice(ReasonCode code, ReadingAdvice advice) =>
        Assert.Equal(new Screen.TryAgain(advice), Stage.Map().ForAnswer(Stage.Congress(), new AdmissionDecision.TryAgain(code)));

    [Fact]
    public void A_card_of_another_kind_is_told_so_without_being_judged() =>
        Assert.Equal(new Screen.Refused(PublicLine.NotAPartyCard), FeedbackMap.ForCardReadFailure(new CardReadResult.Unsupported()));

    [Fact]
    public void A_card_that_is_not_personalised_is_sent_to_the_desk_and_raises_no_alarm()
    {
        Assert.Equal(new Screen.Refused(PublicLine.NotConfirmed), FeedbackMap.ForCardReadFailure(new CardReadResult.Faulted(CardFault.NotPersonalised, "")));
        Assert.NotEqual(ReasonSeverity.SecurityAlert, ReasonTable.Of(ReasonCode.CardNotPersonalised).Severity);
    }

    [Fact]
    public void A_card_that_was_taken_away_is_asked_for_again() =>
        Assert.Equal(new Screen.TryAgain(ReadingAdvice.KeepStill), FeedbackMap.ForCardReadFailure(new CardReadResult.Removed(Swapped: false)));

    // A failed read asks for the card again, and somebody already in is told so: neither is a refusal.
    private static bool MayBeDenied(ReasonCode code) =>
        code is ReasonCode.CardUnsupported or (>= ReasonCode.CertUntrusted and < ReasonCode.DeskNoCard and not (ReasonCode.AdmissionAcknowledged or ReasonCode.AdmissionAlreadyIn or ReasonCode.AdmissionLeft or ReasonCode.AdmissionOperator or ReasonCode.AdmissionDeskOpened or ReasonCode.AdmissionDeskClosed or ReasonCode.AdmissionOldCard or ReasonCode.AdmissionRecordAsked or ReasonCode.AdmissionRecordShown));

    private static bool ReadsTheOneLine(Reason reason) => Denied(Stage.Congress(), (ushort)reason.Code) == NotConfirmed;

    private static Phrase RemedyFor(ReasonCode code) => new(ReasonTable.Of(code).OperatorRemedy.Vietnamese, ReasonTable.Of(code).OperatorRemedy.English);

    private static Screen Denied(AdmissionMode mode, ushort code)
    {
        DateTimeOffset? opens = (ReasonCode)code == ReasonCode.AdmissionTooEarly ? Stage.Morning : null;
        var door = (ReasonCode)code == ReasonCode.AdmissionWrongDoor ? "3" : null;
        return Stage.Map().ForAnswer(mode, new AdmissionDecision.Deny((ReasonCode)code, opens, door));
    }
}
