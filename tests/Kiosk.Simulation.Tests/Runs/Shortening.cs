using Kiosk.Simulation.Tests.Actors;
using Kiosk.Simulation.Tests.Steps;

namespace Kiosk.Simulation.Tests.Runs;

/// <summary>Cuts a failing list down to steps that all are needed to break the same law (delta debugging, Zeller and Hildebrandt 2002).</summary>
internal static class Shortening
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(3);

    public static async Task<IReadOnlyList<Step>> OfAsync(IReadOnlyList<Step> steps, RunResult failure, Protections protections)
    {
        // What comes behind the failure has no part in it.
        var shortest = steps.Take(failure.At + 1).ToList();
        var pieces = 2;
        var begun = TimeProvider.System.GetTimestamp();
        while (HasTime() && shortest.Count > 1)
        {
            var length = Math.Max(1, shortest.Count / pieces);
            var isShorter = false;
            for (var from = 0; from < shortest.Count && HasTime();)
            {
                List<Step> rest = [.. shortest.Take(from), .. shortest.Skip(from + length)];
                var result = await SimulationRun.OfAsync(rest, protections);
                if (result.Broken == failure.Broken)
                {
                    shortest = [.. rest.Take(result.At + 1)];
                    isShorter = true;
                }
                else
                {
                    from += length;
                }
            }

            if (length == 1 && !isShorter)
            {
                break;
            }

            pieces = isShorter ? Math.Max(2, pieces - 1) : Math.Min(shortest.Count, pieces * 2);
        }

        return shortest;

        bool HasTime() => TimeProvider.System.GetElapsedTime(begun) < MaxTime;
    }

    /// <summary>What a person needs to see it again.</summary>
    public static async Task<string> ReportAsync(int seed, RunResult failure, Protections protections)
    {
        var steps = StepDraw.Of(seed);
        var shortest = await OfAsync(steps, failure, protections);
        var again = await SimulationRun.OfAsync(shortest, protections);
        return $"Seed {seed} breaks a law at step {failure.At} of {steps.Count}. {failure.What}\nRun it again: KIOSK_SIMULATION_SEED={seed}\n{shortest.Count} of its steps are enough ({again.What}):\n{string.Join('\n', shortest)}";
    }
}
