using System.Globalization;
using Kiosk.Journal;
using Kiosk.Simulation.Tests.Actors;
using Kiosk.Simulation.Tests.Laws;
using Kiosk.Ui.Screens;

namespace Kiosk.Simulation.Tests;

/// <summary>More than any queue brings, on the virtual clock: a minute of 20 taps a second, an hour in the nightly run, and a card that nobody takes away.</summary>
public sealed class LoadTests
{
    private const string MinutesVariable = "KIOSK_LOAD_MINUTES";
    private const int TapsPerSecond = 20;

    /// <summary>Of memory in use, between the first tenth and the end.</summary>
    private const long MaxGrowth = 8 * 1024 * 1024;

    // The card's removal takes 300 ms on the clock; the rest of the taps of a second are at other doors of the hall.
    private static readonly TimeSpan BetweenTaps = TimeSpan.FromSeconds(1.0 / TapsPerSecond);

    [Fact]
    public async Task Twenty_taps_a_second_are_each_answered_and_recorded_and_memory_stays_flat()
    {
        var minutes = int.Parse(Environment.GetEnvironmentVariable(MinutesVariable) ?? "1", CultureInfo.InvariantCulture);
        var taps = minutes * 60 * TapsPerSecond;
        await using var world = await World.CreateAsync(Protections.All, doors: 1);
        var (site, laws) = (world.Sites[0], new TapLaws(world));
        var (screens, early) = (new Dictionary<string, int>(StringComparer.Ordinal), 0L);

        for (var tap = 0; tap < taps; tap++)
        {
            world.Advance(BetweenTaps);
            var outcome = await laws.TapAsync(site, site.Life!, tap % Cast.Delegates, Cast.ImageOf(tap % Cast.Delegates));
            screens[outcome.Screen.GetType().Name] = screens.GetValueOrDefault(outcome.Screen.GetType().Name) + 1;
            site.Life!.SignIfDue();
            _ = site.Log.Take();
            early = tap == taps / 10 ? GC.GetTotalMemory(forceFullCollection: true) : early;
        }

        Assert.Equal((Cast.Delegates, taps - Cast.Delegates), (screens[nameof(Screen.Admitted)], screens[nameof(Screen.AlreadyIn)]));
        Assert.Equal(taps, site.Ledger.Entries.Count(entry => entry.Record.Outcome is not JournalOutcome.Note));
        // The ledger itself keeps every record.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - early, long.MinValue, MaxGrowth + (taps * 2_048L));
    }

    [Fact]
    public async Task A_card_held_for_a_day_is_one_arrival_and_the_next_card_is_served()
    {
        await using var world = await World.CreateAsync(Protections.All, doors: 1);
        var (site, life) = (world.Sites[0], world.Sites[0].Life!);

        var first = await life.LayAsync(Cast.ImageOf(1));
        var again = life.Reader.WaitForCardAsync(CancellationToken.None).AsTask();
        for (var hour = 0; hour < 22; hour++)
        {
            world.Advance(TimeSpan.FromHours(1));
        }

        Assert.IsType<Screen.Admitted>(first.Screen);
        Assert.False(again.IsCompleted, "a card that lies still arrived again");
        life.TakeAway();
        Assert.IsType<Screen.Admitted>((await life.LayAsync(Cast.ImageOf(2), again)).Screen);
        Assert.Equal(2, site.Ledger.Entries.Count(entry => entry.Record.Outcome is JournalOutcome.Admitted));
    }
}
