using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Service.Time;
using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>Builds the sync components from the settings. Disposing closes the connection to the feed.</summary>
internal sealed class SyncSetup : IDisposable
{
    private readonly HttpMessageInvoker? http;

    private SyncSetup(SyncSite site, ByteBudget budget, SyncState status, TimeProvider time, FeedAddress? feed, RedirectRule redirects, HttpMessageHandler? handler, NetworkBan ban)
    {
        (Site, Budget, Status) = (site, budget, status);
        Sync = new(site, budget, status, time);
        if (feed is not null)
        {
            http = new(new NetworkGate(handler ?? FeedConnection.Open(feed), ban));
            Source = new HttpFeedFiles(new HttpFetcher(http, time, FetchLimits.Default, redirects), feed, site.Metadata, budget);
        }
    }

    public SyncSite Site { get; }

    public ByteBudget Budget { get; }

    public SyncState Status { get; }

    public FeedSync Sync { get; }

    /// <summary>The network feed; null if the settings name none.</summary>
    public IFeedFiles? Source { get; }

    /// <param name="cache">The cache of the service in this process, or null.</param>
    /// <param name="handler">Null to use the network.</param>
    /// <param name="shelf">Null for that of this machine.</param>
    /// <param name="ban">When no network may be used; null for never.</param>
    public static SyncSetup Create(
        SyncOptions options, KioskFolders folders, CacheStore store, KioskCache? cache, ClockMonitor clock, IDurableFiles files, TimeProvider time, HttpMessageHandler? handler = null, UpdateShelf? shelf = null, NetworkBan? ban = null)
    {
        var site = new SyncSite(folders.Sync, store, cache, [.. options.ProvinceCodes.Select(ProvinceCode.Parse)], clock, files, shelf ?? UpdateShelf.OfThisMachine());
        var status = new SyncState { Standing = FeedStanding.Read(site.StandingFile) };
        var budget = new ByteBudget(time, () => Stricter(options.MaxBytesPerHour, status.Standing.Policy.MaxBytesPerHour));
        return new(site, budget, status, time, options.Feed.Length > 0 ? FeedAddress.TryParse(options.Feed) : null, new RedirectRule([.. options.RedirectHostNames]), handler, ban ?? new());
    }

    /// <summary>Stores the initial root unless one is already trusted. An unusable root is not stored.</summary>
    /// <returns>A sentence if no usable root is available; otherwise null.</returns>
    /// <exception cref="IOException">The root cannot be read or stored.</exception>
    public Phrase? TrustRoot(string rootFile)
    {
        var root = new FeedRoot(Site.Metadata);
        if (root.MistakeOf(rootFile) is { } mistake)
        {
            return mistake;
        }

        if (!root.IsKept)
        {
            DurableFolder.Create(Site.Folder, Site.Files);
            Site.Metadata.Initialise(FeedRoot.Read(rootFile));
        }

        return null;
    }

    public void Dispose()
    {
        Sync.Dispose();
        http?.Dispose();
    }

    private static long? Stricter(int own, long? signed) => own == 0 ? signed : long.Min(own, signed ?? long.MaxValue);
}
