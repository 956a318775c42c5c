using Kiosk.Cards;
using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;
using Kiosk.Feed.Tokens;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;
using Kiosk.Words;
using Seat = Kiosk.Ui.Screens.Seat;

namespace Kiosk.Service.Feedback;

/// <summary>
/// Maps decisions to screens. There is only one way to a welcome screen, and it requires the journal's receipt. No screen says why somebody is refused.
/// </summary>
internal sealed class FeedbackMap(FeedbackOptions options)
{
    private static readonly Phrase OwnRecordTitle = new("Thông tin của đồng chí", "Your own record");

    /// <summary>As printed on the terminal.</summary>
    public string TerminalId => options.TerminalId;

    /// <summary>Whether an operator uses the menu by keys.</summary>
    public bool HasKeys => options.HasKeys;

    /// <summary>The resting screen. Equal within one minute if nothing else changes, so that it is drawn once.</summary>
    /// <param name="presence">Attendance figures of the session; null if there are none or they may not be shown.</param>
    /// <param name="offline">No connection to the registry.</param>
    /// <param name="offersChoice">Procedures can be chosen on the screen.</param>
    /// <param name="passage">Which way people pass here, at a meeting.</param>
    /// <param name="takesInvitations">A scanner takes signed invitations in place of cards.</param>
    public static Screen ForIdle(AdmissionMode mode, Presence? presence, DateTimeOffset now, bool offline, bool offersChoice = false, Passage passage = Passage.In, bool takesInvitations = false) => mode switch
    {
        AdmissionMode.AtMeeting at => new Screen.Idle(
            TerminalPurpose.Meeting,
            at.Meeting.HidesTitle ? null : Phrase.Untranslated(TitleOf(at)),
            presence is null ? null : presence with { AsOf = MinuteOf(presence.AsOf) },
            MinuteOf(now),
            offline,
            Passage: passage,
            TakesInvitations: takesInvitations),
        AdmissionMode.ForProcedure of => new Screen.Idle(TerminalPurpose.Procedure, TitleOf(of), null, MinuteOf(now), offline, offersChoice && !mode.Desk.AwaitsClerk) { AwaitsClerk = mode.Desk.AwaitsClerk },
        AdmissionMode.OwnRecord => new Screen.Idle(TerminalPurpose.Procedure, OwnRecordTitle, null, MinuteOf(now), offline),
        AdmissionMode.AwaitingChoice => new Screen.Idle(TerminalPurpose.Procedure, null, null, MinuteOf(now), offline, offersChoice && !mode.Desk.AwaitsClerk) { AwaitsClerk = mode.Desk.AwaitsClerk },
        _ => new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, MinuteOf(now), offline),
    };

    /// <summary>Attendance figures of a session.</summary>
    /// <param name="remark">What they may lack; null if nothing.</param>
    public static Presence PresenceOf(AttendanceSummary summary, MeetingKind kind, DateTimeOffset now, Phrase? remark = null) => summary.Quorum is { } quorum
        ? new Presence(quorum.Present, quorum.Convened, quorum.Required, summary.IsQuorumMet, now, FormOf(kind), remark, WhereaboutsOf(summary))
        : new Presence(summary.Present, summary.Convened, Required: null, IsQuorumMet: false, now, FormOf(kind), remark, WhereaboutsOf(summary));

    private static Whereabouts? WhereaboutsOf(AttendanceSummary summary) => summary.Inside == summary.Present ? null : new(summary.Present, summary.Inside);

    /// <summary>The operator's menu.</summary>
    /// <param name="name">Whose card opened it; null where no names are shown.</param>
    /// <param name="focus">The item that Enter chooses, where there are keys.</param>
    public Screen.OperatorMenu ForMenu(Phrase title, IReadOnlyList<Phrase> items, string? name, int focus = 0) => new(title, items, options.HideNames ? null : name, HasKeys && items.Count > 0 ? focus : null);

    /// <summary>A member's own record, for that member's eyes.</summary>
    /// <param name="today">In Vietnam.</param>
    /// <param name="wrong">What the member says is wrong.</param>
    public Screen.OwnRecord ForRecord(Member member, DateOnly today, IReadOnlySet<RecordField> wrong) => new(
        options.HideNames
            ? []
            : [
                LineOf(RecordField.Name, Phrase.Untranslated(member.Name), wrong),
                LineOf(RecordField.CardNumber, Phrase.Untranslated(member.CardNumber), wrong),
                LineOf(RecordField.Unit, Phrase.Untranslated(member.Unit), wrong),
                LineOf(RecordField.Status, MemberStatusWords.Of(member, today), wrong),
            ]);

    /// <summary>A member's own attendance, for that member's eyes.</summary>
    /// <param name="page">From 0; one beyond the last is the last.</param>
    public Screen.OwnAttendance ForAttendance(PastAttendance attendance, int page)
    {
        const int length = Screen.OwnAttendance.MaxPage;
        var count = Math.Max(1, (attendance.Sessions.Count + length - 1) / length);
        page = Math.Clamp(page, 0, count - 1);
        int Of(params CameAs[] kinds) => attendance.Sessions.Count(one => kinds.Contains(one.Came));
        return new(
            attendance.AsOf,
            new(attendance.Sessions.Count, Of(CameAs.Present, CameAs.Late), Of(CameAs.AbsentWithReason), Of(CameAs.AbsentWithoutReason)),
            options.HideNames ? [] : [.. attendance.Sessions.Skip(page * length).Take(length).Select(one => new AttendedLine(one.Day, one.Title, CameWords.Of(one.Came)))],
            page + 1,
            count);
    }

    private static RecordLine LineOf(RecordField field, Phrase value, IReadOnlySet<RecordField> wrong) => new(field, value, wrong.Contains(field));

    /// <param name="openUntil">Null if the desk was closed.</param>
    public static Screen ForDesk(DateTimeOffset? openUntil) => new Screen.DeskTurned(openUntil);

    public static Screen ForReading() => new Screen.Reading();

    /// <summary>The screen for a read that yielded no evidence.</summary>
    public static Screen ForCardReadFailure(CardReadResult result) => ForTryAgain(CardReadReason.Of(result));

    /// <summary>The only way to a welcome: journal first, then green.</summary>
    /// <param name="receipt">Proof that the admission is on disk.</param>
    public Screen ForAdmission(AdmissionMode mode, AdmissionDecision.Admit admit, JournalReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return mode switch
        {
            AdmissionMode.AtMeeting at => Welcome(at.Meeting, admit.Attendee, receipt) with { IsReturn = admit.IsReturn },
            AdmissionMode.ForProcedure of => Receipt(of, receipt),
            _ => new Screen.Verified(options.OpensWhenVerified),
        };
    }

    /// <summary>The screen for any decision but an admission. An admission passed here was never recorded, so the screen says out of service.</summary>
    public Screen ForAnswer(AdmissionMode mode, AdmissionDecision decision) => decision switch
    {
        AdmissionDecision.AlreadyCheckedIn earlier when mode is AdmissionMode.AtMeeting =>
            new Screen.AlreadyIn(earlier.At, earlier.Door, IsGuest(earlier.Attendee)),
        AdmissionDecision.Leave { Already: { } at } leave when mode is AdmissionMode.AtMeeting => new Screen.SteppedOut(at, IsGuest(leave.Attendee)),
        AdmissionDecision.Leave { Already: not null } when mode is AdmissionMode.VerifyOnly => new Screen.Verified(),
        AdmissionDecision.Deny deny => ForRefusal(mode, deny),
        AdmissionDecision.LookAtRecord { IsAsked: false } => new Screen.TryAgain(ReadingAdvice.PlaceAgainToSee),
        AdmissionDecision.AwaitNewCard => new Screen.TryAgain(ReadingAdvice.PlaceNewCard),
        AdmissionDecision.TryAgain again => ForTryAgain(again.Code),
        AdmissionDecision.Admit or AdmissionDecision.Leave or AdmissionDecision.OpenMenu or AdmissionDecision.Acknowledge or AdmissionDecision.TurnDesk => ForOutOfService(ReasonCode.TerminalJournal),
        _ => NotConfirmed(mode),
    };

    /// <param name="notice">Particulars or a remedy, without personal data; null shows the reason's own remedy.</param>
    public Screen ForOutOfService(ReasonCode code, Phrase? notice = null) => new Screen.OutOfService(
        ReasonTable.NameOf(code),
        options.TerminalId,
        AwaitedFor(code),
        notice ?? RemedyFor(code),
        options.DutyPhone);

    private Screen.Admitted Welcome(Meeting meeting, Attendee attendee, JournalReceipt receipt) => new(
        HidesNames(meeting) ? null : attendee.Name,
        HidesNames(meeting) ? null : attendee.Invitation?.Role,
        attendee.Invitation?.Seat is { } seat ? new Seat(seat.Area, seat.Row, seat.Number) : null,
        meeting.HidesTitle ? null : meeting.Title,
        receipt.Instant,
        attendee.Late ? LatenessAt(meeting) : Lateness.None,
        IsGuest(attendee),
        ByInvitation: attendee.By is not null);

    private bool HidesNames(Meeting meeting) => options.HideNames || meeting.IsSecret;

    private Screen.ProcedureReceipt Receipt(AdmissionMode.ForProcedure of, JournalReceipt receipt) => new(
        NameOf(of.Procedure),
        of.CaseNumber?.Text,
        ReceiptNumber.Of(options.TerminalId, receipt.Instant, receipt.Sequence.Value).ToString(),
        of.Procedure.Days is { } days ? WorkingDays.After(VietnamCalendar.DateOf(receipt.Instant), days, of.Calendar) : null,
        receipt.Instant,
        Act: ActOf(of.Procedure),
        Missing: of.Missing.Count == 0 ? null : [.. of.Missing.Select(document => new Phrase(document.Vietnamese, document.English))],
        Facts: new(of.Procedure.Level, of.Procedure.LegalBasis, of.Procedure.Days));

    private static ReceiptAct ActOf(Procedure procedure) => procedure.Act switch
    {
        ProcedureAct.Fee => ReceiptAct.FeePaid,
        ProcedureAct.Result => ReceiptAct.ResultReturned,
        ProcedureAct.CardHandover => ReceiptAct.CardHandedOver,
        _ => ReceiptAct.FileReceived,
    };

    private Screen ForRefusal(AdmissionMode mode, AdmissionDecision.Deny deny) => deny.Code switch
    {
        ReasonCode.CardUnsupported => new Screen.Refused(PublicLine.NotAPartyCard),
        ReasonCode.TerminalJournal or ReasonCode.TerminalCache or ReasonCode.TerminalOutOfService or ReasonCode.TerminalFeed or ReasonCode.TerminalRevoked or ReasonCode.TerminalNoAccess or ReasonCode.TerminalLocked => ForOutOfService(deny.Code),
        ReasonCode.KeyLate => new Screen.TryAgain(ReadingAdvice.KeepStill),
        ReasonCode.ClockUntrusted or ReasonCode.ClockBehind or ReasonCode.InvitationMalformed => ForTryAgain(deny.Code),
        ReasonCode.InvitationUnattended or ReasonCode.InvitationNoMeeting => new Screen.Refused(PublicLine.InvitationNotHere),
        _ when mode is AdmissionMode.VerifyOnly => NotConfirmed(mode),
        ReasonCode.InvitationUntrusted or ReasonCode.InvitationOtherMeeting or ReasonCode.InvitationExpired or ReasonCode.InvitationWithdrawn => new Screen.Refused(PublicLine.InvitationNotConfirmed),
        ReasonCode.AdmissionNoProcedure => new Screen.TryAgain(ReadingAdvice.ChooseFirst),
        ReasonCode.AdmissionNoClerk => new Screen.TryAgain(ReadingAdvice.AwaitsClerk),
        ReasonCode.AdmissionNotInvited => new Screen.Refused(PublicLine.SupportDesk),
        ReasonCode.AdmissionTooEarly => new Screen.Refused(PublicLine.TooEarly, deny.Opens),
        ReasonCode.AdmissionTooLate => new Screen.Refused(PublicLine.TooLate),
        ReasonCode.AdmissionWrongDoor => new Screen.Refused(PublicLine.WrongDoor, Door: deny.Door),
        ReasonCode.RevocationStale or ReasonCode.RevocationUnknown => new Screen.Undecidable(),
        _ => NotConfirmed(mode),
    };

    /// <summary>The screen for codes that hold nothing against the card, if it was read at all.</summary>
    public static Screen ForTryAgain(ReasonCode code) => code switch
    {
        ReasonCode.ClockUntrusted or ReasonCode.ClockBehind => new Screen.TryAgain(ReadingAdvice.AwaitsClock),
        ReasonCode.CardUnsupported => new Screen.Refused(PublicLine.NotAPartyCard),
        ReasonCode.InvitationMalformed => new Screen.TryAgain(ReadingAdvice.ScanAgain),
        ReasonCode.CardTwoInField or ReasonCode.CardSwapped => new Screen.TryAgain(ReadingAdvice.OneCardOnly),
        ReasonCode.CardRemoved or ReasonCode.CardTimeout => new Screen.TryAgain(ReadingAdvice.KeepStill),

        // Placing it again would not help.
        ReasonCode.CardNotPersonalised => new Screen.Refused(PublicLine.NotConfirmed),
        _ => new Screen.TryAgain(ReadingAdvice.PlaceAgain),
    };

    // The same line whether expired, revoked, suspended, deceased, unknown or forged: it neither shames the holder nor helps a forger.
    private Screen.Refused NotConfirmed(AdmissionMode mode) => mode is AdmissionMode.VerifyOnly
        ? new(PublicLine.NotVerified, DutyPhone: options.DutyPhone)
        : new(PublicLine.NotConfirmed);

    private static Awaited AwaitedFor(ReasonCode code) => code switch
    {
        ReasonCode.CardReaderFault => Awaited.Reader,
        ReasonCode.ClockUntrusted or ReasonCode.ClockBehind => Awaited.Clock,
        ReasonCode.TerminalCache or ReasonCode.TerminalFeed or ReasonCode.TerminalNoAccess or ReasonCode.RevocationStale or ReasonCode.RevocationUnknown => Awaited.CardRecords,
        _ => Awaited.Technician,
    };

    private static Phrase? RemedyFor(ReasonCode code) => ReasonTable.Find(code) is { OperatorRemedy: var remedy } ? new(remedy.Vietnamese, remedy.English) : null;

    private static bool IsGuest(Attendee attendee) => attendee.Invitation is { Class: AttendeeClass.Guest };

    private static Phrase NameOf(Procedure procedure) => new(procedure.Vietnamese, procedure.English);

    private static MeetingForm FormOf(MeetingKind kind) => kind switch
    {
        MeetingKind.CellMeeting => MeetingForm.CellMeeting,
        MeetingKind.MemberCongress => MeetingForm.MemberCongress,
        MeetingKind.DelegateCongress => MeetingForm.DelegateCongress,
        MeetingKind.CommitteeMeeting => MeetingForm.CommitteeMeeting,
        _ => MeetingForm.AsInvited,
    };

    private static Lateness LatenessAt(Meeting meeting) => meeting switch
    {
        { Sessions.Count: > 1 } => Lateness.Session,
        { Kind: MeetingKind.MemberCongress or MeetingKind.DelegateCongress } => Lateness.Congress,
        _ => Lateness.Meeting,
    };

    private static DateTimeOffset MinuteOf(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMinute));

    // Clerk and member see which case the card is for before it is tapped.
    private static Phrase TitleOf(AdmissionMode.ForProcedure of)
    {
        var title = of.CaseNumber is { } number ? new($"{of.Procedure.Vietnamese} – {number}", $"{of.Procedure.English} – {number}") : NameOf(of.Procedure);
        return of.OldCard is null ? title : new($"{title.Vietnamese}: mời đặt thẻ mới", $"{title.English}: place the new card");
    }

    private static string TitleOf(AdmissionMode.AtMeeting at) =>
        at.Meeting.Sessions.Count > 1 ? $"{at.Meeting.Title} – {at.Session.Title}" : at.Meeting.Title;
}
