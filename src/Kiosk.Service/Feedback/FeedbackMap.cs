using Kiosk.Service.Admission;
using Kiosk.Service.Journal;
using Kiosk.Service.Reasons;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Seat = Kiosk.Ui.Screens.Seat;

namespace Kiosk.Service.Feedback;

/// <summary>
/// Turns what the terminal decided into what people see. A screen that welcomes comes from <see cref="For"/> alone, which demands the journal's receipt:
/// journal before green. No screen tells why somebody is refused.
/// </summary>
internal sealed class FeedbackMap(FeedbackOptions options)
{
    private const int GreatestDetail = 120;

    /// <param name="receipt">Proof that the decision is on the disk.</param>
    public Screen For(AdmissionMode mode, AdmissionDecision decision, JournalReceipt receipt)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return decision switch
        {
            AdmissionDecision.Admit admit => ForAdmission(mode, admit.Attendee, receipt),
            AdmissionDecision.AlreadyCheckedIn earlier when mode is AdmissionMode.AtMeeting =>
                new Screen.AlreadyIn(earlier.At, earlier.Door, IsGuest(earlier.Attendee)),
            AdmissionDecision.Deny deny => ForRefusal(mode, deny),
            AdmissionDecision.TryAgain again => ForReadFailure(again.Code),
            _ => NotConfirmed(mode),
        };
    }

    /// <summary>The read yielded no evidence, so there was nothing to decide or record.</summary>
    public static Screen ForReadFailure(ReasonCode code) => code switch
    {
        ReasonCode.CardUnsupported => new Screen.Refused(PublicLine.NotAPartyCard),
        ReasonCode.CardTwoInField or ReasonCode.CardSwapped => new Screen.TryAgain(ReadingAdvice.OneCardOnly),
        ReasonCode.CardRemoved or ReasonCode.CardTimeout => new Screen.TryAgain(ReadingAdvice.KeepStill),
        _ => new Screen.TryAgain(ReadingAdvice.PlaceAgain),
    };

    public static Screen ForReading() => new Screen.Reading();

    /// <param name="detail">One sentence for the operator without personal data, or null; cut at 120 characters.</param>
    public Screen ForOutOfService(ReasonCode code, string? detail = null) => new Screen.OutOfService(
        ReasonTable.NameOf(code),
        options.TerminalId,
        AwaitedFor(code),
        detail is { Length: > GreatestDetail } ? detail[..GreatestDetail] : detail,
        options.DutyPhone);

    /// <summary>Equal within one minute as long as nothing else changes.</summary>
    /// <param name="attendance">Figures of the session, or null where none may be or can be shown.</param>
    /// <param name="offline">No connection to the registry.</param>
    public static Screen ForIdle(AdmissionMode mode, AttendanceSummary? attendance, DateTimeOffset now, bool offline = false)
    {
        var minute = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        return mode switch
        {
            AdmissionMode.AtMeeting at => new Screen.Idle(
                TerminalPurpose.Meeting,
                at.Meeting.HidesTitle ? null : Phrase.Untranslated(TitleOf(at)),
                attendance is null ? null : PresenceOf(attendance, at.Meeting.Kind, minute),
                minute,
                offline),
            AdmissionMode.ForProcedure of => new Screen.Idle(TerminalPurpose.Procedure, NameOf(of.Procedure), null, minute, offline),
            _ => new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, minute, offline),
        };
    }

    private Screen ForAdmission(AdmissionMode mode, Attendee attendee, JournalReceipt receipt) => mode switch
    {
        AdmissionMode.AtMeeting at => Welcome(at.Meeting, attendee, receipt),
        AdmissionMode.ForProcedure of => Receipt(of, receipt),
        _ => new Screen.Verified(),
    };

    private Screen.Admitted Welcome(Meeting meeting, Attendee attendee, JournalReceipt receipt) => new(
        options.HideNames ? null : attendee.Name,
        options.HideNames ? null : attendee.Invitation?.Role,
        attendee.Invitation?.Seat is { } seat ? new Seat(seat.Area, seat.Row, seat.Number) : null,
        meeting.HidesTitle ? null : meeting.Title,
        receipt.Instant,
        attendee.Late,
        IsGuest(attendee));

    private Screen.ProcedureReceipt Receipt(AdmissionMode.ForProcedure of, JournalReceipt receipt) => new(
        NameOf(of.Procedure),
        of.CaseNumber?.Text,
        ReceiptNumber.Of(options.TerminalId, receipt.Instant, receipt.Sequence.Value).ToString(),
        of.Procedure.Days is { } days ? WorkingDays.After(VietnamCalendar.DateOf(receipt.Instant), days, options.Holidays) : null,
        receipt.Instant);

    private Screen ForRefusal(AdmissionMode mode, AdmissionDecision.Deny deny) => deny.Code switch
    {
        ReasonCode.CardUnsupported => new Screen.Refused(PublicLine.NotAPartyCard),
        ReasonCode.TerminalJournal or ReasonCode.TerminalCache or ReasonCode.TerminalOutOfService => ForOutOfService(deny.Code),
        _ when mode is AdmissionMode.VerifyOnly => NotConfirmed(mode),
        ReasonCode.AdmissionNotInvited => new Screen.Refused(PublicLine.NotInvited),
        ReasonCode.AdmissionTooEarly => new Screen.Refused(PublicLine.TooEarly, deny.Opens),
        ReasonCode.AdmissionTooLate => new Screen.Refused(PublicLine.TooLate),
        ReasonCode.AdmissionWrongDoor => new Screen.Refused(PublicLine.WrongDoor),
        ReasonCode.RevocationStale or ReasonCode.RevocationUnknown or ReasonCode.ClockUntrusted or ReasonCode.ClockBehind => new Screen.Undecidable(),
        _ => NotConfirmed(mode),
    };

    // The same line for expired, revoked, suspended, deceased, unknown and forged: it neither shames nor helps a forger.
    private Screen.Refused NotConfirmed(AdmissionMode mode) => mode is AdmissionMode.VerifyOnly
        ? new(PublicLine.NotVerified, DutyPhone: options.DutyPhone)
        : new(PublicLine.NotConfirmed);

    private static Presence PresenceOf(AttendanceSummary attendance, MeetingKind kind, DateTimeOffset asOf)
    {
        var isCongress = kind is MeetingKind.MemberCongress or MeetingKind.DelegateCongress;
        return attendance.Quorum is { } quorum
            ? new(quorum.Present, quorum.Convened, quorum.Required, quorum.IsMet, asOf, isCongress)
            : new(attendance.Present, attendance.Convened, null, false, asOf, isCongress);
    }

    private static Awaited AwaitedFor(ReasonCode code) => code switch
    {
        ReasonCode.CardReaderFault => Awaited.Reader,
        ReasonCode.ClockUntrusted or ReasonCode.ClockBehind => Awaited.Clock,
        ReasonCode.TerminalCache or ReasonCode.RevocationStale or ReasonCode.RevocationUnknown => Awaited.CardRecords,
        _ => Awaited.Technician,
    };

    private static bool IsGuest(Attendee attendee) => attendee.Invitation is { Class: AttendeeClass.Guest };

    private static Phrase NameOf(Procedure procedure) => new(procedure.Vietnamese, procedure.English);

    private static string TitleOf(AdmissionMode.AtMeeting at) =>
        at.Meeting.Sessions.Count > 1 ? $"{at.Meeting.Title} – {at.Session.Title}" : at.Meeting.Title;
}
