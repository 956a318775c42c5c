using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Trials.World;

namespace Kiosk.Service.SelfTest;

/// <summary>Brings a data folder up to date from a made-up feed, the way <c>kiosk sync import</c> does.</summary>
internal static class TrialSync
{
    /// <param name="data">The data folder of a terminal, running or not; set up with the feed's root at first.</param>
    /// <param name="time">The terminal's; attested.</param>
    /// <returns>One sentence for each part that was not taken.</returns>
    /// <exception cref="InvalidOperationException">Nothing was taken.</exception>
    public static async Task<IReadOnlyList<string>> TakeAsync(TrialFeed feed, string data, TimeProvider time, CancellationToken cancellationToken)
    {
        var (folders, files) = (new KioskFolders(data), new DurableFiles());
        var clock = new ClockMonitor(time, new ClockSource(() => true, HasRealTimeClock: false), TrialPki.Begin);
        using var setup = SyncSetup.Create(new SyncOptions { Provinces = feed.Province.Text }, folders, new CacheStore(folders.Cache, files), cache: null, clock, files, time);
        if (setup.TrustRoot(feed.RootFile) is { } mistake)
        {
            throw new InvalidOperationException(mistake);
        }

        return await setup.Sync.RunAsync(new StickFeedFiles(feed.Folder, []), cancellationToken) switch
        {
            SyncOutcome.Applied applied => applied.Problems,
            SyncOutcome.NotModified => [],
            var other => throw new InvalidOperationException(other.Sentence),
        };
    }
}
