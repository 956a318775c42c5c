using Kiosk.Service.Admission;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Desks;
using Kiosk.Service.Sync;
using Kiosk.Service.Upload;

namespace Kiosk.Service.Health;

/// <summary>Builds the status report.</summary>
internal sealed class TerminalStatus(ModeSwitch modes, AttendanceRegister register, PassageRegister passages, SecretMeetings secrets, KioskMetrics metrics, SyncState feed, UploadState upload, ClerkView desk)
{
    public FeedReport Feed => FeedReport.Of(feed);

    /// <param name="report">The snapshot to report.</param>
    /// <param name="pagesProblem">Why health, metrics and page are not served on loopback; null if they are.</param>
    public StatusReport Of(TerminalHealth.Report report, string? pagesProblem = null) => new(
        report.IsReady,
        report.Summary,
        report.Reader.ToString(),
        modes.Current.Kind,
        report.Context?.JournalContext,
        report.Context is { } context && register.SummaryOf(context) is { } summary ? PresenceReport.Of(summary, register.Conflicts, register.Others.Remark, secrets.IsInProgress) : null,
        report.JournalSequence,
        report.JournalTaps,
        report.CacheGeneration,
        report.CacheAge?.TotalHours,
        report.RevocationAge?.TotalHours,
        report.ListsAhead,
        report.Clock.Trust.ToString(),
        metrics.Taps,
        Feed,
        report.Faults,
        pagesProblem,
        UploadReport.Of(upload.Now),
        report.NotSigned,
        report.Enrolment)
    {
        NetworkForbidden = secrets.IsInProgress,
        Desk = modes.Standing.Kind == ModeSelection.ForProcedure ? DeskOf(desk.Now()) : null,
        Inside = report.Context is { Mode: AdmissionMode.VerifyOnly { Point: { Passback: { } passback } point }, Clock.Instant: var now } ? passages.CountInside(point, now, passback.ForgivenAfter) : null,
    };

    private static DeskReport DeskOf(ClerkPicture picture) => new(picture.NeedsClerk, picture.OpenUntil, picture.Files.Count);
}
