using System.Globalization;
using Kiosk.Simulation.Tests.Actors;
using Kiosk.Simulation.Tests.Laws;
using Kiosk.Simulation.Tests.Steps;

namespace Kiosk.Simulation.Tests.Runs;

/// <summary>How a list of steps went.</summary>
/// <param name="Broken">The law that was broken; null if none was.</param>
/// <param name="What">What broke it.</param>
/// <param name="At">The number of the step at which it was noticed; as many as there are for the end.</param>
internal sealed record RunResult(string? Broken, string What, int At, RunTally Tally);

/// <summary>How much happened, so that a run in which nothing does is noticed.</summary>
/// <param name="Answers">How often each kind of screen answered a tap.</param>
internal sealed record RunTally(int Records, int Admitted, int Publications, IReadOnlyDictionary<string, int> Answers);

/// <summary>Plays a list of steps on a world of its own.</summary>
internal static class SimulationRun
{
    public static Task<RunResult> OfSeedAsync(int seed, Protections protections) => OfAsync(StepDraw.Of(seed), protections);

    public static async Task<RunResult> OfAsync(IReadOnlyList<Step> steps, Protections protections)
    {
        await using var world = await World.CreateAsync(protections, StepDraw.Doors);
        var play = new StepPlay(world);
        var at = 0;
        try
        {
            for (; at < steps.Count; at++)
            {
                await play.PlayAsync(steps[at]);
            }

            await new FinalLaws(world).CheckAsync();
            return new(null, "", at, TallyOf(world));
        }
        catch (BrokenLawException broken)
        {
            return new(broken.Law, broken.Message, at, TallyOf(world));
        }
        catch (Exception other) when (other is not OutOfMemoryException)
        {
            // Whatever escapes would have ended the service.
            return new("nothing escapes", string.Create(CultureInfo.InvariantCulture, $"nothing escapes: {other}"), at, TallyOf(world));
        }
    }

    private static RunTally TallyOf(World world)
    {
        var records = world.Sites.SelectMany(site => site.Ledger.Entries).ToList();
        return new(records.Count, records.Count(entry => entry.Record.Outcome is Journal.JournalOutcome.Admitted), world.Desk.Publications.Count, world.Sites.SelectMany(site => site.Ledger.Answers).GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Sum(count => count.Value), StringComparer.Ordinal));
    }
}
