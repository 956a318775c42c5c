using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Identity;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>Somebody puts back an old copy of what lies beside the journal: the cache, its floor and its memory of the feed.</summary>
public sealed class OldCacheTests
{
    private static readonly string[] Beside = [".floor", ".feed", ".key"];

    [Fact]
    public async Task The_journals_checkpoint_says_that_newer_data_was_in_force()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        using var old = TestFolder.Fast();
        Copy(hall.Folders.Cache, old["cache"]);
        hall.Publish();
        Assert.True((await hall.OpenAsync()).Health.IsReady);
        await hall.CloseAsync();
        Copy(old["cache"], hall.Folders.Cache);

        var terminal = await hall.OpenAsync();

        Assert.Contains("names generation 1, but generation 2 was in force on this terminal", terminal.Health.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_whose_cache_is_its_own_newest_starts_again()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        hall.Publish();
        await hall.OpenAsync();

        Assert.True((await hall.OpenAsync()).Health.IsReady);
    }

    [Fact]
    public async Task A_generation_is_numbered_above_what_was_signed()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        var (folders, keys) = (hall.Folders, KeyStoreSettings.InFile);
        var store = new CacheStore(folders.Cache, new DurableFiles(), CacheKey.Beside(folders.Cache, keys), TerminalAudience.KeyringIn(folders, keys, RunningTerminal.Id));
        store.Expect(new(41, 0));

        hall.Source.Build(store);

        using var opened = store.Open().Generation;
        Assert.Equal(42, opened.Number);
    }

    [Fact]
    public void An_old_memory_of_the_feed_is_not_believed()
    {
        using var folder = TestFolder.Fast();
        var store = new CacheStore(folder["cache"], new DurableFiles());
        store.Feed.Keep(FeedVersions.None with { Timestamp = 5 });
        Assert.Equal(5, store.Feed.Recall(store)!.Timestamp);

        store.Expect(new(3, 9));

        Assert.Equal(9, store.Feed.Recall(store)!.Timestamp);
    }

    private static void Copy(string cache, string to)
    {
        if (Directory.Exists(to))
        {
            Directory.Delete(to, recursive: true);
        }

        Directory.CreateDirectory(to);
        foreach (var path in Directory.GetFiles(cache))
        {
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
        }

        foreach (var ending in Beside)
        {
            File.Copy(cache + ending, to + ending, overwrite: true);
        }
    }
}
