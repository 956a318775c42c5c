using Kiosk.Durability;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Feed.Targets;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Service.Sync;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>A terminal that has the first version of a stick's feed and syncs from the stick with the program itself.</summary>
internal sealed class StickTerminal : IDisposable
{
    private StickTerminal(TestFolder folder, TestCacheSource source, TestPublisher feed)
    {
        (Folder, Source, Feed) = (folder, source, feed);
        SettingsFile.Write(folder["kiosk.json"], new { Installation.TerminalId, DataFolder = Folders.Data, Reader = new { Kind = "virtual" }, Sync = new { Root = feed.RootFile, Provinces = "01" } });
    }

    public TestFolder Folder { get; }

    public KioskFolders Folders => new(Folder["data"]);

    public string StickFolder => Feed.Folder;

    public FeedStanding Standing => FeedStanding.Read(Path.Combine(Folders.Sync, SyncSite.StandingName));

    private TestCacheSource Source { get; }

    private TestPublisher Feed { get; }

    public static async Task<StickTerminal> CreateAsync(int members)
    {
        var folder = TestFolder.Fast();
        var source = TestCacheSource.Create(folder["source"], TestPki.Issue(serial: 1));
        var feed = TestPublisher.Create(folder["feed"], source, TimeProvider.System, members);
        using var keys = TerminalKeys.Open(new KioskFolders(folder["data"]), Installation.TerminalId, KeyStoreSettings.InFile, new DurableFiles());
        feed.LetIn(new(Installation.TerminalId, keys.DecryptionKey.ExportSubjectPublicKeyInfo()));
        await feed.PublishAsync();
        return new(folder, source, feed);
    }

    /// <summary>Publishes newer CRLs and this new member.</summary>
    public Task ChangeAsync(int number)
    {
        Source.WriteCrls(number: 2);
        return Feed.Put(number, seed: number).PublishAsync();
    }

    public Task GrowAsync(int members)
    {
        for (var number = 0; number < members; number++)
        {
            Feed.Put(10_000 + number, seed: number);
        }

        return Feed.PublishAsync();
    }

    public Task<Ended> ImportAsync(IReadOnlyDictionary<string, string>? environment = null) =>
        KioskProcess.RunAsync(environment ?? new Dictionary<string, string>(), "sync", "import", Feed.Folder, "--config", Folder["kiosk.json"]);

    public Task<Ended> UpkeepAsync(IReadOnlyDictionary<string, string>? environment = null) =>
        KioskProcess.RunAsync(environment ?? new Dictionary<string, string>(), "cache", "upkeep", "--config", Folder["kiosk.json"]);

    /// <summary>Checks the generation in use: complete to the last byte, with every set matching its stated hash.</summary>
    /// <returns>The number of its CRLs, and of its members.</returns>
    public (string Lists, int Members) Read()
    {
        var store = new CacheStore(Folders.Cache, new DurableFiles(), CacheKey.Beside(Folders.Cache, KeyStoreSettings.InFile));
        store.CheckCurrent(CancellationToken.None);
        var opened = store.Open();
        using var generation = opened.Generation;
        Assert.All(generation.Header.Sets, set =>
        {
            using var digest = new SetDigestBuilder(set.Shape);
            foreach (var row in generation.File.Scan(set.Table))
            {
                digest.Add(row.Key.Span, row.Value.Span);
            }

            Assert.Equal(set.Hash, digest.Build().Hash.ToString());
        });
        return (CachedCrls.ReadFacts(generation.File)[0].CrlNumber!.ToString()!, generation.Members.Count);
    }

    public void Dispose() => Folder.Dispose();
}
