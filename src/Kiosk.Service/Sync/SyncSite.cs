using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Service.Time;

namespace Kiosk.Service.Sync;

/// <summary>What a sync operates on.</summary>
/// <param name="Folder">Contains trusted metadata, downloads and standing.</param>
/// <param name="Store">Where generations are built.</param>
/// <param name="Cache">The running service's cache; null if no service runs in this process.</param>
/// <param name="Provinces">The provinces whose members and meetings the terminal keeps.</param>
/// <param name="Shelf">Null where this program is not updated by the feed.</param>
internal sealed record SyncSite(string Folder, CacheStore Store, KioskCache? Cache, IReadOnlyList<ProvinceCode> Provinces, ClockMonitor Clock, IDurableFiles Files, UpdateShelf? Shelf = null)
{
    public const string StandingName = "standing.json";

    public string StandingFile => Path.Combine(Folder, StandingName);

    public string LockFile => Path.Combine(Folder, "LOCK");

    public StickPrecedence Sticks => new(Path.Combine(Folder, "STICK"));

    public SuspectFiles Suspects => SuspectsIn(Folder, Files);

    public MetadataStore Metadata => MetadataIn(Folder, Files);

    public TargetFiles Targets => new(Path.Combine(Folder, "targets"), Files);

    /// <param name="folder">A site's folder.</param>
    public static SuspectFiles SuspectsIn(string folder, IDurableFiles files) => new(Path.Combine(folder, "suspect"), files);

    /// <inheritdoc cref="SuspectsIn"/>
    public static MetadataStore MetadataIn(string folder, IDurableFiles files) => new(Path.Combine(folder, "metadata"), files);

    /// <summary>The versions of the feed in force: from the cache's sealed record or, if that is lost, from the stored signed metadata.</summary>
    /// <returns>Null if a feed was in force but its versions are unknown, so that a rollback could not be detected.</returns>
    /// <exception cref="CacheException">A file belongs to another user.</exception>
    /// <exception cref="IOException">The metadata cannot be read.</exception>
    public FeedVersions? RecallFeed() => Store.Feed.Recall(Store) ?? Metadata.KeptVersions();

    /// <summary>Builds a generation and puts it in force already opened, so that no tap has to open it.</summary>
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
            // The cache may be on another disk than the rest.
            if (DiskException.Explain(e, Store.Folder) is var explained && explained != e)
            {
                throw explained;
            }

            throw;
        }

        Adopt(report.Opened);
        return report;
    }

    /// <summary>As <see cref="UpdateAsync"/>, for a generation that merges the one in force into a single file.</summary>
    /// <returns>Its number; null if there was nothing to merge.</returns>
    /// <exception cref="CacheException">The generation in force is damaged, or another program is building; nothing was changed.</exception>
    /// <exception cref="IOException">The disk is full or failing; the generation in force is unchanged.</exception>
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
