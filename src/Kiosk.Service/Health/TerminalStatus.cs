using Kiosk.Service.CheckIn;
using Kiosk.Service.Sync;

namespace Kiosk.Service.Health;

/// <summary>Makes the status report of what the terminal counts and knows.</summary>
internal sealed class TerminalStatus(ModeSwitch modes, AttendanceRegister register, KioskMetrics metrics, SyncState feed)
{
    public FeedReport Feed => FeedReport.Of(feed);

    /// <param name="report">One look at the terminal.</param>
    /// <param name="pagesProblem">Why health, metrics and page are not served on loopback; null where they are.</param>
    public StatusReport Of(TerminalHealth.Report report, string? pagesProblem = null) => new(
        report.IsReady,
        report.Summary,
        report.Reader.ToString(),
        modes.Current.Kind,
        report.Context?.JournalContext,
        report.Context is { } context && register.SummaryOf(context) is { } summary ? PresenceReport.Of(summary) : null,
        report.JournalSequence,
        report.JournalTaps,
        report.CacheGeneration,
        report.CacheAge?.TotalHours,
        report.RevocationAge?.TotalHours,
        report.ListsAhead?.English,
        report.Clock.Trust.ToString(),
        metrics.Taps,
        Feed,
        report.Faults,
        pagesProblem);
}
