using Kiosk.Durability;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Demo;
using Kiosk.Service.Identity;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Kiosk.Trials.Demo;

namespace Kiosk.Service.Tests.Demo;

public sealed class DemoFeedTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_terminal_gets_the_whole_world_over_HTTP_and_a_revocation_by_itself()
    {
        using var world = await DemoWorld.CreateAsync(folder["demo"], [TestDevice.Reader], TimeProvider.System, CancellationToken.None);
        await using var server = await DemoFeedServer.StartAsync(world.Feed.Folder, CancellationToken.None);
        var store = new CacheStore(new KioskFolders(world.Data).Cache, new DurableFiles(), CacheKey.Beside(new KioskFolders(world.Data).Cache, KeyStoreSettings.InFile), TestDevice.Keyring);
        using var cache = new KioskCache(store, TimeProvider.System);
        using var sync = Sync(world, server, store, cache);
        Assert.Null(sync.TrustRoot(world.Feed.RootFile));

        await DemoSync.RunAsync(sync, CancellationToken.None);
        var (first, sets) = (cache.Current.Counts, cache.Current.Header.Sets);
        var bytes = sync.Budget.Total;
        await world.RevokeAsync(DemoCard.GoodRsa, CancellationToken.None);
        await DemoSync.RunAsync(sync, CancellationToken.None);

        Assert.Equal([("audience", 1), ("meetings", 1), ("members", 301), ("points", 3), ("rosters", world.Roster.Count)], sets.Select(set => (set.Class, set.Rows)));
        Assert.Equal([DemoMeeting.Id], cache.Current.MeetingIds);
        Assert.Equal(first.Revocations + 1, cache.Current.Counts.Revocations);
        Assert.True(sync.Budget.Total - bytes < bytes / 4, $"{sync.Budget.Total - bytes} bytes for one revocation");
    }

    private static SyncSetup Sync(DemoWorld world, DemoFeedServer server, CacheStore store, KioskCache cache)
    {
        var clock = new ClockMonitor(TimeProvider.System, new ClockSource(() => true, HasRealTimeClock: true), TestPki.Begin);
        var options = new SyncOptions { Feed = server.Address, Root = world.Feed.RootFile, Provinces = world.Feed.Province.Text };
        return SyncSetup.Create(options, new KioskFolders(world.Data), store, cache, clock, new DurableFiles(), TimeProvider.System);
    }
}
