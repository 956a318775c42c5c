using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Sync;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Sync;

/// <summary>A sync on a disk that is full, or onto a cache that is damaged.</summary>
public sealed class DamagedTerminalSyncTests
{
    [Fact]
    public async Task A_full_disk_at_any_step_leaves_the_last_good_set()
    {
        using var terminal = await SyncedTerminal.CreateAsync(members: 20);
        await terminal.SyncWellAsync();
        await terminal.Feed.Put(1000, seed: 1).PublishAsync();
        for (var successes = 0; successes < 40; successes++)
        {
            terminal.Files.FailAfter(successes, FileFault.Write);
            try
            {
                if (await terminal.SyncAsync() is SyncOutcome.Applied or SyncOutcome.NotModified)
                {
                    break;
                }
            }
            catch (IOException e)
            {
                Assert.Contains("was made to fail", e.Message, StringComparison.Ordinal);
            }

            using var opened = terminal.Store.Open().Generation;
            Assert.InRange(opened.Members.Count, 20, 21);
        }

        terminal.Files.FailAfter(10_000, FileFault.Write);
        await terminal.SyncAsync();
        Assert.True(terminal.Holds(1000));
    }

    [Fact]
    public async Task A_damaged_cache_is_fetched_whole_again()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        await terminal.Feed.Put(1000, seed: 1).PublishAsync();
        foreach (var file in Directory.GetFiles(terminal.Store.Folder, "*.cache"))
        {
            await File.WriteAllBytesAsync(file, new byte[100]);
        }

        await terminal.SyncWellAsync();

        Assert.Equal(301, terminal.Cache.Current.Members.Count);
    }

    /// <summary>The state that was in force is older than what is signed: no part of it may come back, not even until the rest has arrived.</summary>
    [Fact]
    public async Task Where_the_newest_generation_cannot_be_used_nothing_is_in_force_before_all_that_is_signed_is_here()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        await terminal.Feed.Put(1000, seed: 1).PublishAsync();
        await terminal.SyncWellAsync();
        await File.WriteAllBytesAsync(Path.Combine(terminal.Store.Folder, "generation-00000002.cache"), new byte[100]);
        Directory.Delete(Path.Combine(terminal.Folders.Sync, "targets"), recursive: true);
        terminal.Server.BreakAfter = path => path.Contains("members", StringComparison.Ordinal) ? 0 : null;

        await terminal.SyncAsync();

        Assert.Throws<CacheException>(() => terminal.Store.Open());
        terminal.Server.BreakAfter = _ => null;
        Assert.Equal(3, (await terminal.SyncWellAsync()).Generation);
        Assert.Equal(301, terminal.Cache.Current.Members.Count);
    }

    [Fact]
    public async Task A_CURRENT_that_was_lost_comes_back_although_nothing_changed_in_the_feed()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        File.Delete(Path.Combine(terminal.Store.Folder, "CURRENT"));

        Assert.Equal(2, (await terminal.SyncWellAsync()).Generation);
    }
}
