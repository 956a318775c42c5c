using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Service.Durability;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Service.Time;

namespace Kiosk.Service.Sync;

/// <summary>What a sync works on.</summary>
/// <param name="Folder">Trusted metadata, downloads and standing lie below it.</param>
/// <param name="Store">Where generations are built.</param>
/// <param name="Cache">What the running service judges cards by; null where none runs in this process.</param>
/// <param name="Provinces">Whose members and meetings the terminal holds.</param>
internal sealed record SyncSite(string Folder, CacheStore Store, KioskCache? Cache, IReadOnlyList<ProvinceCode> Provinces, ClockMonitor Clock, IDurableFiles Files)
{
    public const string StandingName = "standing.json";

    public string StandingFile => Path.Combine(Folder, StandingName);

    public string LockFile => Path.Combine(Folder, "LOCK");

    public MetadataStore Metadata => new(Path.Combine(Folder, "metadata"), Files);

    public TargetFiles Targets => new(Path.Combine(Folder, "targets"), Files);

    /// <summary>Puts a newly built generation in force without any tap having to open it.</summary>
    public async Task<CacheUpdateReport> UpdateAsync(CacheUpdate update, SyncStatus status, TimeProvider time, CancellationToken cancellationToken)
    {
        using var held = Cache?.Hold();
        var report = await LowPriority.RunAsync(() => new CacheUpdater(Store, time).Apply(update, new RowReports(status), cancellationToken));
        if (report.Opened is { } opened)
        {
            if (opened.Generation.NewestData is { } signed)
            {
                Clock.RaiseFloor(signed);
            }

            if (Cache is null)
            {
                opened.Generation.Dispose();
            }
            else
            {
                Cache.Adopt(opened);
            }
        }

        return report;
    }

    private sealed class RowReports(SyncStatus status) : IProgress<long>
    {
        private long last;

        public void Report(long value)
        {
            status.Wrote(value - last);
            last = value;
        }
    }
}
