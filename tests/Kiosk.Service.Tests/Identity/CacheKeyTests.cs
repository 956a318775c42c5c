using Kiosk.Durability;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Identity;

/// <summary>A cache opens by this terminal's keys alone.</summary>
public sealed class CacheKeyTests : IDisposable
{
    private const string Terminal = "HN-01";

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly DurableFiles files = new();

    private KioskFolders Folders => new(folder["data"]);

    private string SealKey => Folders.Cache + ".key";

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_cache_that_was_built_before_the_first_start_is_bound_to_the_keys_that_it_makes()
    {
        Build(Store());
        var open = File.ReadAllBytes(SealKey);

        Start();

        Assert.Equal(1, NumberOf(Store()));
        Assert.True(File.ReadAllBytes(SealKey).AsSpan().IndexOf(open) < 0);
    }

    [Fact]
    public void Without_the_keys_or_by_those_of_another_terminal_it_does_not_open()
    {
        Build(Store());
        Start();

        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => new CacheStore(Folders.Cache, files).Open()).Fault);
        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => new CacheStore(Folders.Cache, files, new byte[32]).Open()).Fault);
    }

    [Fact]
    public void A_whole_cache_with_its_open_key_that_was_put_there_later_is_refused()
    {
        Start();
        var elsewhere = new KioskFolders(folder["elsewhere"]);
        Build(new CacheStore(elsewhere.Cache, files, keyring: TestDevice.Keyring));
        Directory.Move(elsewhere.Data, folder["forged"]);
        foreach (var forged in Directory.GetFileSystemEntries(folder["forged"]))
        {
            Directory.Move(forged, Path.Combine(Folders.Data, Path.GetFileName(forged)));
        }

        Start();

        Assert.Equal(CacheFault.Damaged, Assert.Throws<CacheException>(() => Store().Open()).Fault);
    }

    [Fact]
    public void A_cache_that_was_built_with_the_keys_opens_again()
    {
        Start();
        Build(Store());
        Start();

        Assert.Equal(1, NumberOf(Store()));
    }

    private static long NumberOf(CacheStore store)
    {
        using var generation = store.Open().Generation;
        return generation.Number;
    }

    private void Build(CacheStore store) => TestCacheSource.Create(folder["source"]).Build(store);

    private void Start() => TerminalKeys.Open(Folders, Terminal, KeyStoreSettings.InFile, files).Dispose();

    private CacheStore Store() => new(Folders.Cache, files, CacheKey.Beside(Folders.Cache, KeyStoreSettings.InFile), TestDevice.Keyring);
}
