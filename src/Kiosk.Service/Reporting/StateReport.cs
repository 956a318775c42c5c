using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health;
using Kiosk.Service.Upload;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Reporting;

/// <summary>Builds what this terminal tells the collector of itself.</summary>
internal sealed class StateReport(TerminalHealth health, KioskCache cache, CheckInJournal journal, ModeSwitch modes, UploadState upload, KioskOptions options)
{
    private readonly MeetingsAtHand meetings = new();

    public TerminalState Read()
    {
        var report = health.Read();
        var (now, sending) = (report.Clock.Instant, upload.Now);
        var generation = cache.IsOpen ? cache.Current : null;
        return new(
            InstalledSoftware.FullVersion,
            now,
            report.Clock.Trust.ToString(),
            modes.Current.Kind,
            report.IsReady,
            [.. report.Outages.Select(outage => ReasonTable.NameOf(outage.Code))],
            report.NotSigned is null,
            DiskSpace.FreeAt(options.DataFolder),
            generation is null ? null : DataOf(generation, now),
            new(journal.LastSequence.Value, sending.Unsent, journal.Unsigned, [.. sending.Batches.Take(TerminalQueue.MaxParked).Select(batch => new RefusedBatch(batch.First, batch.Last, batch.Status, batch.Code, batch.Since))]),
            generation is null ? [] : MeetingsOf(generation, now));
    }

    private static TerminalData DataOf(CacheGeneration generation, DateTimeOffset now) => new(
        generation.Number,
        generation.BuiltAt,
        generation.NewestData,
        generation.Trust.Revocation.OldestAsOfAt(now),
        [.. generation.Header.Sets.Take(TerminalData.MaxSets).Select(set => new TerminalDataSet(set.Class, set.Province, set.Version, set.Rows))]);

    private IReadOnlyList<MeetingAtHand> MeetingsOf(CacheGeneration generation, DateTimeOffset now)
    {
        try
        {
            return meetings.Of(generation, now);
        }
        catch (CacheException)
        {
            // The outage says why.
            return [];
        }
    }
}
