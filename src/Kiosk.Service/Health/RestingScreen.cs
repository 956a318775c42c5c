using Kiosk.Cards;
using Kiosk.Service.Admission;
using Kiosk.Service.Alarms;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Service.Sync;
using Kiosk.Service.Upload;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Health;

/// <summary>The screen between taps: time and attendance, a card left on the reader, or what the terminal waits for.</summary>
internal sealed class RestingScreen(
    TerminalHealth health, AttendanceRegister register, SyncState feed, UploadState upload, FeedbackMap feedback, TerminalDoor door, DoorAlarm alarm, KioskOptions options)
{
    /// <param name="isCardLeft">Decides from the reader's state whether to prompt the last visitor to take the card.</param>
    /// <remarks>Reads the roster from disk and the arrivals from the journal; their exceptions are not caught here.</remarks>
    public Screen Now(Func<ReaderState, bool> isCardLeft)
    {
        var report = health.Read();
        return report.Outages is [var outage, ..] ? feedback.ForOutOfService(outage.Code, outage.Notice)
            : alarm.Current is not AlarmSubject.None and var subject ? new Screen.Alarm(subject)
            : isCardLeft(report.Reader) ? new Screen.TakeCard()
            : ForIdle(report.Context!, ToTheMinute(report.Clock.Instant));
    }

    /// <summary>The screen if <see cref="Now"/> failed.</summary>
    public Screen For(OutOfService outage) => feedback.ForOutOfService(outage.Code);

    private Screen ForIdle(TapContext context, DateTimeOffset now)
    {
        var idle = FeedbackMap.ForIdle(context.Mode, PresenceIn(context, now), now, offline: feed.Standing is { LastTry: not null, IsWell: false }, options.Touch.IsPresent, PassageHere, TakesInvitations(context.Mode));
        return idle is Screen.Idle { OffersChoice: true } desk ? desk with { OffersRecord = options.OffersOwnRecord } : idle;
    }

    private bool TakesInvitations(AdmissionMode mode) => options is { Scanner.IsPresent: true, Attended: true } && mode is AdmissionMode.AtMeeting { Meeting.InvitationKeys: not null };

    private Passage PassageHere => door.Direction switch
    {
        DoorDirection.Out => Passage.Out,
        DoorDirection.Both => Passage.Both,
        _ => Passage.In,
    };

    private Presence? PresenceIn(TapContext context, DateTimeOffset now) =>
        context.Mode is AdmissionMode.AtMeeting meeting ? FeedbackMap.PresenceOf(register.SummaryOf(context)!, meeting.Meeting.Kind, now, upload.Now.PutBack is null ? register.Others.Remark : OutboxPhrases.PutBackNotice) : null;

    // The clock shows minutes, so a change of seconds alone must not make a new screen.
    private static DateTimeOffset ToTheMinute(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMinute));
}
