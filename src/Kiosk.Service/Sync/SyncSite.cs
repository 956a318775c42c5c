using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
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

    public StickPrecedence Sticks => new(Path.Combine(Folder, "STICK"));

    public SuspectFiles Suspects => SuspectsIn(Folder, Files);

    public MetadataStore Metadata => MetadataIn(Folder, Files);

    public TargetFiles Targets => new(Path.Combine(Folder, "targets"), Files);

    /// <param name="folder">Of a site.</param>
    public static SuspectFiles SuspectsIn(string folder, IDurableFiles files) => new(Path.Combine(folder, "suspect"), files);

    /// <inheritdoc cref="SuspectsIn"/>
    public static MetadataStore MetadataIn(string folder, IDurableFiles files) => new(Path.Combine(folder, "metadata"), files);

    /// <summary>How new the feed was that was in force: by what the cache says, sealed, or where that was lost by the metadata that was kept, signed.</summary>
    /// <returns>Null where something was in force, and nothing says what: an older feed could not be told from a newer one.</returns>
    /// <exception cref="CacheException">Something belongs to another user.</exception>
    /// <exception cref="IOException">The metadata cannot be read.</exception>
    public FeedVersions? RecallFeed() => Store.Feed.Recall(Store) ?? Metadata.KeptVersions();

    /// <summary>Puts a newly built generation in force without any tap having to open it.</summary>
    public async Task<CacheUpdateReport> UpdateAsync(CacheUpdate update, SyncState status, TimeProvider time, CancellationToken cancellationToken)
    {
        using var held = Cache?.Hold();
        CacheUpdateReport report;
        try
        {
            report = await LowPriority.RunAsync(() => new CacheUpdater(Store, time).Apply(update, new RowReports(status), cancellationToken));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The cache may lie on another disk than the rest.
            if (DiskException.Explain(e, Store.Folder) is var explained && explained != e)
            {
                throw explained;
            }

            throw;
        }

        Adopt(report.Opened);
        return report;
    }

    /// <summary>The same for a generation that holds what the one in force does, in one file.</summary>
    /// <returns>Its number, or null where there was nothing to gain.</returns>
    /// <exception cref="CacheException">What is in force is damaged, or another program is building; nothing was changed.</exception>
    /// <exception cref="IOException">The disk is full or failing; what was in force still is.</exception>
    public async Task<long?> CompactAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        using var held = Cache?.Hold();
        var opened = await LowPriority.RunAsync(() => new CacheCompactor(Store, time).Compact(cancellationToken));
        Adopt(opened);
        return opened?.Pointer?.Number;
    }

    private void Adopt(OpenedGeneration? opened)
    {
        if (opened?.Generation.SurelyPast is { } signed)
        {
            Clock.RaiseFloor(signed);
        }

        if (opened is not null && Cache is not null)
        {
            Cache.Adopt(opened);
        }
        else
        {
            opened?.Generation.Dispose();
        }
    }

    private sealed class RowReports(SyncState status) : IProgress<long>
    {
        private long last;

        public void Report(long value)
        {
            status.Wrote(value - last);
            last = value;
        }
    }
}
