using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Service.Sync;
using Kiosk.Service.Tests.Cache;
using Kiosk.Testing.Feed;

namespace Kiosk.Service.Tests.Sync;

public sealed class CacheUpkeepTests
{
    [Fact]
    public async Task Layers_are_merged_and_the_very_next_tap_is_judged_by_the_merged_file()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        for (var day = 0; day < CacheCompactor.MaxChain; day++)
        {
            await terminal.Feed.Put(1000 + day, seed: day).PublishAsync();
            await terminal.SyncWellAsync();
        }

        Assert.Equal(new UpkeepOutcome.Compacted(5), await UpkeepAsync(terminal));

        Assert.Equal(5, terminal.Cache.Current.Number);
        Assert.Empty(terminal.Cache.Current.Header.Below);
        Assert.True(terminal.Holds(1000));
        Assert.IsType<SyncOutcome.NotModified>(await terminal.SyncAsync());
        Assert.Equal(new UpkeepOutcome.Whole(5), await UpkeepAsync(terminal));
    }

    [Fact]
    public async Task A_damaged_row_that_all_layers_share_is_found_and_the_next_sync_fetches_everything_although_nothing_changed()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        await terminal.Feed.Put(1000, seed: 1).PublishAsync();
        await terminal.SyncWellAsync();
        CacheCompactorTests.Spoil(Path.Combine(terminal.Store.Folder, "generation-00000001.cache"), TestSet.Record(7));
        Assert.IsType<SyncOutcome.NotModified>(await terminal.SyncAsync());

        var damaged = Assert.IsType<UpkeepOutcome.Damaged>(await UpkeepAsync(terminal));

        Assert.Contains("generation-0000000", damaged.Sentence.English, StringComparison.Ordinal);
        Assert.EndsWith("The next sync fetches everything anew.", damaged.Sentence.English, StringComparison.Ordinal);
        Assert.True(terminal.Holds(8));
        await terminal.SyncWellAsync();
        Assert.True(terminal.Holds(7));
        Assert.Equal(301, terminal.Cache.Current.Members.Count);
        Assert.DoesNotContain(1L, terminal.Cache.Current.FileNumbers);
        Assert.IsType<UpkeepOutcome.Whole>(await UpkeepAsync(terminal));
        Assert.IsType<SyncOutcome.NotModified>(await terminal.SyncAsync());
    }

    [Fact]
    public async Task While_a_sync_is_under_way_the_cache_is_left_alone()
    {
        using var terminal = await SyncedTerminal.CreateAsync();
        await terminal.SyncWellAsync();
        using var sync = FileLock.TryTake(terminal.Setup.Site.LockFile);

        Assert.IsType<UpkeepOutcome.Postponed>(await UpkeepAsync(terminal));
    }

    [Fact]
    public async Task Where_nothing_was_built_there_is_nothing_to_look_after()
    {
        using var terminal = await SyncedTerminal.CreateAsync();

        Assert.IsType<UpkeepOutcome.Postponed>(await UpkeepAsync(terminal));
    }

    [Theory]
    [InlineData("12:00", 13 * 60, 13.5 * 60)]
    [InlineData("00:59", 1, 31)]
    [InlineData("01:00", 24 * 60, 24.5 * 60)]
    public void Without_quiet_hours_it_is_the_night_in_Vietnam(string time, double least, double max) =>
        Assert.InRange(UpkeepSchedule.Wait(At(time), []).TotalMinutes, least, max);

    [Fact]
    public void The_next_of_the_signed_quiet_hours_counts() =>
        Assert.InRange(UpkeepSchedule.Wait(At("12:00"), [new(new(22, 0), new(5, 0)), new(new(12, 30), new(12, 40))]).TotalMinutes, 30, 35);

    private static DateTimeOffset At(string time) => new(new DateOnly(2026, 11, 25), TimeOnly.ParseExact(time, "HH:mm", null), TimeSpan.FromHours(7));

    private static Task<UpkeepOutcome> UpkeepAsync(SyncedTerminal terminal) => new CacheUpkeep(terminal.Setup.Site, terminal.Time).RunAsync(CancellationToken.None);
}
