using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Sync;

/// <summary>A terminal that syncs from a feed of its own over a scripted network.</summary>
internal sealed class SyncedTerminal : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly SyncOptions options;
    private readonly UpdateShelf? shelf;

    private SyncedTerminal(ManualTimeProvider time, int maxBytesPerHour, UpdateShelf? shelf)
    {
        this.shelf = shelf;
        Time = time;
        Folders = new(folder["data"]);
        Files = new(new DurableFiles());
        Clock = new(time, new ClockSource(() => false, HasRealTimeClock: true), TestPki.Begin);
        Store = new(Folders.Cache, Files, keyring: TestDevice.Keyring);
        Server = new(folder["feed"]);
        options = new SyncOptions { Feed = "http://127.0.0.1/", Provinces = "01", MaxBytesPerHour = maxBytesPerHour };
        Cache = new(Store, time);
        Setup = CreateSetup();
    }

    public ManualTimeProvider Time { get; }

    public KioskFolders Folders { get; }

    public FaultyFiles Files { get; }

    public ClockMonitor Clock { get; }

    public CacheStore Store { get; }

    public KioskCache Cache { get; private set; }

    public ScriptedServer Server { get; }

    public SyncSetup Setup { get; private set; }

    public TestPublisher Feed { get; private set; } = null!;

    public TestCacheSource Source { get; private set; } = null!;

    public string this[string name] => folder[name];

    /// <summary>Set up with the feed's first root; the feed was published once, nothing was synced yet.</summary>
    public static async Task<SyncedTerminal> CreateAsync(int members = 300, int maxBytesPerHour = 0, Func<TestPublisher, TestPublisher>? prepare = null, UpdateShelf? shelf = null)
    {
        var terminal = new SyncedTerminal(new ManualTimeProvider(TestPki.Now), maxBytesPerHour, shelf);
        terminal.Source = TestCacheSource.Create(terminal.folder["source"], TestPki.Issue(serial: 1));
        terminal.Feed = TestPublisher.Create(terminal.folder["feed"], terminal.Source, terminal.Time, members);
        prepare?.Invoke(terminal.Feed);
        await terminal.Feed.PublishAsync();
        Assert.Null(terminal.Setup.TrustRoot(terminal.Feed.RootFile));
        return terminal;
    }

    public Task<SyncOutcome> SyncAsync() => Setup.Sync.RunAsync(Setup.Source!, CancellationToken.None);

    public async Task<SyncOutcome.Applied> SyncWellAsync()
    {
        var outcome = await SyncAsync();
        return outcome is SyncOutcome.Applied { Problems.Count: 0 } applied ? applied : throw new InvalidOperationException($"{outcome.GetType().Name}: {outcome.Sentence}");
    }

    /// <summary>Nothing is left but what lies on the disk; set up with the feed's first root, as before.</summary>
    public void Restart()
    {
        Cache.Dispose();
        Setup.Dispose();
        Cache = new(Store, Time);
        Setup = CreateSetup();
        Assert.Null(Setup.TrustRoot(Feed.RootFile));
    }

    public bool Holds(int number) => Cache.Current.Members.FindRow(TestSet.Tag(number).ToArray()) is not null;

    public void Dispose()
    {
        Cache.Dispose();
        Setup.Dispose();
        folder.Dispose();
    }

    private SyncSetup CreateSetup() => SyncSetup.Create(options, Folders, Store, Cache, Clock, Files, Time, Server, shelf);
}
