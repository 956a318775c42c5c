using Kiosk.Simulation.Tests.Actors;

namespace Kiosk.Simulation.Tests.Steps;

/// <summary>Draws what happens in three days.</summary>
internal static class StepDraw
{
    public const int Doors = 2;

    public static readonly TimeSpan Length = TimeSpan.FromHours(72);

    private const int Count = 260;

    private static readonly (StepKind Kind, int Weight)[] Weights =
    [
        (StepKind.Tap, 70), (StepKind.TornTap, 5), (StepKind.Cut, 4), (StepKind.CutDuring, 8), (StepKind.Restart, 3), (StepKind.Sync, 10), (StepKind.Publish, 7), (StepKind.Upload, 10), (StepKind.Listen, 10), (StepKind.Stick, 3),
        (StepKind.ClockStep, 3), (StepKind.NetworkTime, 4), (StepKind.DiskFull, 1), (StepKind.DiskFree, 4), (StepKind.FailSync, 1), (StepKind.Unplug, 1), (StepKind.Plug, 3), (StepKind.CollectorDown, 1), (StepKind.CollectorUp, 3),
        (StepKind.CollectorRestart, 2), (StepKind.CollectorBackup, 2), (StepKind.CollectorPutBack, 1), (StepKind.LoseAnswer, 3), (StepKind.DoubleBatch, 2), (StepKind.FeedDown, 1), (StepKind.FeedUp, 4), (StepKind.FeedBreaks, 2), (StepKind.FeedStale, 1),
        (StepKind.TakeImage, 3), (StepKind.PutBackCache, 2), (StepKind.Undo, 3), (StepKind.SwitchMode, 2), (StepKind.Compact, 2),
    ];

    private static readonly StepKind[] Lots = [.. Weights.SelectMany(one => Enumerable.Repeat(one.Kind, one.Weight))];

    /// <summary>The same steps for the same seed, over <see cref="Length"/> in all.</summary>
    public static IReadOnlyList<Step> Of(int seed)
    {
        var chance = new Random(seed);
        // People come in crowds: most gaps are of seconds.
        var gaps = Enumerable.Range(0, Count).Select(_ => chance.Next(3) == 0 ? 1_000 + chance.Next(100_000) : 1 + chance.Next(100)).ToList();
        var scale = Length.TotalSeconds / gaps.Sum();
        var steps = gaps.Select(gap => new Step(TimeSpan.FromSeconds(1 + Math.Floor(gap * scale)), Lots[chance.Next(Lots.Length)], chance.Next(Doors), SubjectOf(chance), chance.Next())).ToList();
        if (chance.Next(5) == 0)
        {
            // A stolen disk that comes back is rare, and no run goes on as before.
            steps[Count - 1 - chance.Next(Count / 4)] = new(TimeSpan.FromMinutes(1), StepKind.PutBackDisk, chance.Next(Doors), 0, chance.Next());
        }

        return steps;
    }

    // Delegates as a rule, now and then somebody whom nobody may admit.
    private static int SubjectOf(Random chance) => chance.Next(Cast.Count * 4) is var drawn && drawn < Cast.Count ? drawn : chance.Next(Cast.Delegates * 5);
}
