using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Opening;
using Kiosk.Service.Identity;
using Kiosk.Simulation.Tests.Laws;
using Kiosk.Testing.Durability;
using Kiosk.Trials.World;

namespace Kiosk.Simulation.Tests.Actors;

/// <summary>Two doors of a meeting, the feed that they are set up from, and the collector between them; both synced once.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly TestFolder folder;

    private World(TestFolder folder, ManualTimeProvider time, Desk desk, Hall hall, FeedState feed, IReadOnlyList<TerminalSite> sites, Protections protections)
    {
        this.folder = folder;
        (Time, Desk, Hall, Feed, Sites, Protections) = (time, desk, hall, feed, sites, protections);
    }

    /// <summary>The true time.</summary>
    public ManualTimeProvider Time { get; }

    public Desk Desk { get; }

    public Hall Hall { get; }

    public FeedState Feed { get; }

    public IReadOnlyList<TerminalSite> Sites { get; }

    public Protections Protections { get; }

    public static async Task<World> CreateAsync(Protections protections, int doors)
    {
        var place = TestFolder.Fast();
        var time = new ManualTimeProvider(TrialPki.Now);
        var desk = new Desk(place.Path, time);
        var hall = await Hall.CreateAsync(place.Path, time);
        var feed = new FeedState { Folder = desk.Folder };
        var sites = Enumerable.Range(0, doors).Select(number => new TerminalSite(place[$"terminal-{number}"], number, feed, hall, desk.RootFile, desk.Province, protections)).ToList();
        var world = new World(place, time, desk, hall, feed, sites, protections);
        await desk.BeginAsync(sites.Select(MakeKeys).ToList());
        foreach (var site in sites)
        {
            site.Disk.Appending += site.Ledger.Attempt;
            site.Life = await TerminalLife.StartAsync(site);
            hall.Enrol(site.Id, site.Life.Journal.DeviceKey);
            Law.Require(await site.Life.SyncAsync(site.Life.Sync.Source!), Law.StartsAgain, () => $"{site.Id} does not sync: {site.Life.Sync.Status.Standing.Sentence}");
            site.Life.SignIfDue();
            site.Ledger.Whole = desk.Newest.Timestamp;
            site.Disk.Settle(protections.Disk);
        }

        return world;
    }

    /// <summary>All clocks go on.</summary>
    public void Advance(TimeSpan span)
    {
        Time.Advance(span);
        foreach (var site in Sites)
        {
            site.Time.Advance(span);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var site in Sites)
        {
            await site.DisposeAsync();
        }

        await Hall.DisposeAsync();
        folder.Dispose();
    }

    // As enrolment does, before the first start.
    private static Kiosk.Feed.Sealing.AudienceReader MakeKeys(TerminalSite site)
    {
        DurableFolder.Create(site.Folders.Data, new DurableFiles());
        using var keys = TerminalKeys.Open(site.Folders, site.Id, KeyStoreSettings.InFile, new DurableFiles());
        return new(site.Id, keys.DecryptionKey.ExportSubjectPublicKeyInfo());
    }
}
