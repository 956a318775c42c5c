using Kiosk.Simulation.Tests.Actors;
using Kiosk.Simulation.Tests.Disks;
using Kiosk.Simulation.Tests.Laws;
using Kiosk.Simulation.Tests.Runs;
using Kiosk.Simulation.Tests.Steps;

namespace Kiosk.Simulation.Tests;

/// <summary>The simulation can fail: with one protection removed, its law is broken, and with all of them it is not.</summary>
public sealed class MutantTests
{
    private static readonly Step[] Beginning = [Then(StepKind.Tap, subject: 1), Then(StepKind.Tap, subject: 2), Then(StepKind.Upload), Then(StepKind.CollectorBackup), Then(StepKind.TakeImage)];

    /// <summary>A protection removed, the law that it holds, and what happens.</summary>
    public static TheoryData<string> Names => [.. Mutants.Keys];

    private static readonly Dictionary<string, (Protections Left, string Law, Step[] Steps)> Mutants = new(StringComparer.Ordinal)
    {
        ["a disk whose sync does nothing"] = (new() { Disk = DiskHabit.SyncsNothing }, Law.NothingLost, [Then(StepKind.Tap, subject: 3), Then(StepKind.Cut, seed: 5)]),
        ["an acknowledgement before the sync"] = (new() { Disk = DiskHabit.AcknowledgesEarly }, Law.NothingLost, [Then(StepKind.Tap, subject: 3), Then(StepKind.Cut, seed: 5)]),
        ["a folder's sync that does nothing"] = (new() { Disk = DiskHabit.ForgetsNames }, Law.ModeStays, [.. Enumerable.Range(0, 6).SelectMany(round => (Step[])[Then(StepKind.SwitchMode, seed: round), Then(StepKind.SwitchMode, seed: round + 1), Then(StepKind.Cut, seed: round)])]),
        ["a cut that damages what was synced"] = (new() { Disk = DiskHabit.DamagesSynced }, Law.StartsAgain, [Then(StepKind.Cut)]),
        ["a full disk that hides it"] = (new() { Disk = DiskHabit.HidesFailures }, Law.RecordFirst, [Then(StepKind.DiskFull), Then(StepKind.Tap, subject: 3)]),
        ["another hand in the journal"] = (new() { WritesAlone = false }, Law.NothingInvented, [Then(StepKind.Cut)]),
        ["lists that are never replaced"] = (new() { JudgesByNewestLists = false }, Law.OnlyWhomDataAdmit, [Then(StepKind.Publish, subject: 3), Then(StepKind.Sync), Then(StepKind.Tap, subject: 3)]),
        ["a decision without the attendance book"] = (new() { LooksForArrivals = false }, Law.OneArrival, [Then(StepKind.Tap, subject: 1)]),
        ["records counted for people"] = (new() { CountsPeople = false }, Law.QuorumIsFold, [Then(StepKind.Tap, subject: 1)]),
        ["a journal that says nothing of the data in force"] = (new() { JournalGuardsCache = false }, Law.NeverBack, [Then(StepKind.Publish, subject: 3), Then(StepKind.Sync), Then(StepKind.Tap, subject: 1), Then(StepKind.PutBackCache), Then(StepKind.Tap, subject: 4)]),
        ["a screen's words kept in a file"] = (new() { KeepsNoScreens = false }, Law.NothingPersonal, [Then(StepKind.Tap, subject: 3)]),
        ["a collector that loses what it answered for"] = (new() { CollectorKeeps = false }, Law.CollectorAgrees, [Then(StepKind.Tap, subject: 3)]),
        ["a collector put back together with the terminal"] = (new() { CollectorRemembers = false }, Law.AlarmOfOldDisk, [Then(StepKind.Tap, subject: 3), Then(StepKind.Upload), Then(StepKind.PutBackDisk)]),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Without_one_protection_its_law_is_broken(string mutant)
    {
        var (left, law, steps) = Mutants[mutant];

        var result = await SimulationRun.OfAsync([.. Beginning, .. steps], left);

        Assert.True(result.Broken == law, $"Without \"{law}\" held by what was removed: {(result.Broken is null ? "nothing was broken" : result.What)}");
    }

    [Fact]
    public async Task With_all_of_them_the_same_steps_break_none()
    {
        var broken = new List<string>();
        foreach (var (name, (_, _, steps)) in Mutants)
        {
            var result = await SimulationRun.OfAsync([.. Beginning, .. steps], Protections.All);
            broken.AddRange(result.Broken is null ? [] : [$"{name}: {result.What}"]);
        }

        Assert.Empty(broken);
    }

    [Fact]
    public async Task A_failing_seed_is_cut_down_to_the_steps_that_it_needs()
    {
        var early = new Protections { Disk = DiskHabit.AcknowledgesEarly };
        Step[] noise = [Then(StepKind.Publish, subject: 5), Then(StepKind.Listen), Then(StepKind.NetworkTime), Then(StepKind.Undo)];
        Step[] steps = [.. noise, Then(StepKind.Tap, subject: 3), .. noise, Then(StepKind.Cut, seed: 5), .. noise];
        var failure = await SimulationRun.OfAsync(steps, early);

        var shortest = await Shortening.OfAsync(steps, failure, early);

        Assert.NotNull(failure.Broken);
        Assert.InRange(shortest.Count, 1, 2);
        Assert.Equal(failure.Broken, (await SimulationRun.OfAsync(shortest, early)).Broken);
        Assert.Contains(shortest, step => step.Kind is StepKind.Cut or StepKind.CutDuring);
    }

    [Fact]
    public void The_same_seed_draws_the_same_steps() => Assert.Equal(StepDraw.Of(7), StepDraw.Of(7));

    private static Step Then(StepKind kind, int subject = 0, int seed = 1) => new(TimeSpan.FromMinutes(1), kind, Door: 0, subject, seed);
}
