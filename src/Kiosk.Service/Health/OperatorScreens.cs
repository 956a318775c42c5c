using Kiosk.Service.Admission;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Service.Sync;
using Kiosk.Service.Upload;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>Builds the operator's screens from the service's state. They name nobody.</summary>
internal sealed class OperatorScreens(TerminalHealth health, AttendanceRegister register, LastTaps taps, SyncState feed, UploadState upload, KioskOptions options)
{
    private static readonly CountedPhrase AtTwoDoors = new(
        "{0} người được ghi nhận ở cả cửa này và cửa khác, cần rà soát.", "{0} person was admitted here and at another door: please review.", "{0} people were admitted here and at another door: please review.");

    /// <summary>Attendance by door and delegation, and the state of cache and journal.</summary>
    public Screen.OperatorView Overview()
    {
        var report = health.Read();
        // The terminal's own notes are sent too, and are no taps.
        long? unsent = upload.Now is { IsOn: true } sending ? checked((long)Math.Min(sending.Unsent, report.JournalTaps)) : null;
        var (now, stores) = (report.Clock.Instant, new StoreState(report.CacheGeneration, report.CacheAge, checked((long)report.JournalTaps), unsent, report.NotSigned is not null));
        if (report.Context is not { Mode: AdmissionMode.AtMeeting at } context)
        {
            return new(new OperatorFigures(null, null, [], [], taps.Lines, stores, now));
        }

        var book = register.BookFor(at, context.Generation);
        var summary = book.Summarise();
        return new(new OperatorFigures(
            at.Meeting.HidesTitle ? null : Phrase.Untranslated(at.Meeting.Title),
            FeedbackMap.PresenceOf(summary, at.Meeting.Kind, now, RemarkNow()),
            [.. book.Arrivals.GroupBy(arrival => arrival.Attendance.Door, StringComparer.Ordinal).OrderBy(door => door.Key, NaturalOrder.Instance).Select(door => new CountLine(door.Key, door.Count()))],
            at.Meeting.IsSecret ? [] : [.. summary.ByDelegation.OrderBy(delegation => delegation.Key, NaturalOrder.Instance).Select(delegation => new CountLine(delegation.Key, delegation.Value.Present, delegation.Value.Convened, delegation.Value.LastAt))],
            taps.Lines,
            stores,
            now));
    }

    private Phrase? RemarkNow() => upload.Now.PutBack is not null ? OutboxPhrases.PutBackNotice : (register.Others.Remark, register.Conflicts) switch
    {
        (var remark, 0) => remark,
        (null, var count) => AtTwoDoors.For(count),
        ({ } remark, var count) => new($"{AtTwoDoors.For(count).Vietnamese} {remark.Vietnamese}", $"{AtTwoDoors.For(count).English} {remark.English}"),
    };

    /// <summary>Whether the terminal is ready for use.</summary>
    public Screen.Readiness Readiness()
    {
        var report = health.Read();
        var checks = new TerminalChecks(report);
        return new(
            options.TerminalId,
            [checks.Reader(), checks.CardData(), checks.Journal(report.IsJournalFailed, upload.Now.PutBack is not null), checks.Clock(), TerminalChecks.Connection(feed.Standing), .. checks.Others()],
            report.Clock.Instant);
    }
}
