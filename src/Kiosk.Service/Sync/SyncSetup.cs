using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync.Tuf;
using Kiosk.Service.Time;

namespace Kiosk.Service.Sync;

/// <summary>The parts of syncing, put together from the settings. Disposed with the connection to the feed.</summary>
internal sealed class SyncSetup : IDisposable
{
    private readonly HttpMessageInvoker? http;

    private SyncSetup(SyncSite site, ByteBudget budget, SyncState status, TimeProvider time, FeedAddress? feed, RedirectRule redirects, HttpMessageHandler? handler)
    {
        (Site, Budget, Status) = (site, budget, status);
        Sync = new(site, budget, status, time);
        if (feed is not null)
        {
            http = new(handler ?? FeedConnection.Open(feed));
            Source = new HttpFeedFiles(new HttpFetcher(http, time, FetchLimits.Default, redirects), feed, site.Metadata, budget);
        }
    }

    public SyncSite Site { get; }

    public ByteBudget Budget { get; }

    public SyncState Status { get; }

    public FeedSync Sync { get; }

    /// <summary>The feed on the network; null where the settings name none.</summary>
    public IFeedFiles? Source { get; }

    /// <param name="cache">What the service in this process judges cards by, or null.</param>
    /// <param name="handler">Left out, the network.</param>
    public static SyncSetup Create(
        SyncOptions options, KioskFolders folders, CacheStore store, KioskCache? cache, ClockMonitor clock, IDurableFiles files, TimeProvider time, HttpMessageHandler? handler = null)
    {
        var site = new SyncSite(folders.Sync, store, cache, [.. options.ProvinceCodes.Select(ProvinceCode.Parse)], clock, files);
        var status = new SyncState { Standing = FeedStanding.Read(site.StandingFile) };
        var budget = new ByteBudget(time, () => Stricter(options.MaxBytesPerHour, status.Standing.Policy.MaxBytesPerHour));
        return new(site, budget, status, time, options.Feed.Length > 0 ? FeedAddress.TryParse(options.Feed) : null, new RedirectRule([.. options.RedirectHostNames]), handler);
    }

    /// <summary>Puts the root in place that the terminal is set up with, unless one is trusted already. One that cannot be used is not kept.</summary>
    /// <returns>A sentence when there is neither.</returns>
    /// <exception cref="IOException">The root cannot be read or kept.</exception>
    public string? TrustRoot(string rootFile)
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
