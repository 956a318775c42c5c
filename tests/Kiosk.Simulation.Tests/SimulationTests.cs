using System.Collections.Concurrent;
using System.Globalization;
using Kiosk.Simulation.Tests.Actors;
using Kiosk.Simulation.Tests.Runs;
using Xunit.Abstractions;

namespace Kiosk.Simulation.Tests;

/// <summary>Three days at two doors of a meeting, for 20 seeds, or as many as the environment says; one seed alone to see it again.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const string SeedsVariable = "KIOSK_SIMULATION_SEEDS";
    private const string SeedVariable = "KIOSK_SIMULATION_SEED";
    private const int Seeds = 20;
    private const int MaxReported = 3;

    private static readonly TimeSpan LongestSeed = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Every_law_holds_through_three_days_of_faults()
    {
        var failures = new ConcurrentBag<(int Seed, RunResult Result)>();
        var results = new ConcurrentBag<RunResult>();

        await Parallel.ForEachAsync(SeedsToRun(), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (seed, _) =>
        {
            var result = await SimulationRun.OfSeedAsync(seed, Protections.All).WaitAsync(LongestSeed, CancellationToken.None);
            results.Add(result);
            if (result.Broken is not null)
            {
                failures.Add((seed, result));
            }
        });

        output.WriteLine($"{results.Count} seeds: {results.Sum(one => one.Tally.Records)} records, {results.Sum(one => one.Tally.Admitted)} admissions, {results.Sum(one => one.Tally.Publications)} publications.");
        var reports = new List<string>();
        foreach (var (seed, result) in failures.OrderBy(one => one.Seed).Take(MaxReported))
        {
            reports.Add(await Shortening.ReportAsync(seed, result, Protections.All));
        }

        Assert.True(failures.IsEmpty, $"{failures.Count} of {results.Count} seeds failed.\n{string.Join("\n\n", reports)}");
        // A run in which nothing happens proves nothing.
        Assert.All(results, result => Assert.True(result.Tally is { Admitted: > 10, Records: > 50, Publications: > 3 }, result.Tally.ToString()));
    }

    private static IEnumerable<int> SeedsToRun() =>
        Environment.GetEnvironmentVariable(SeedVariable) is { } one ? [int.Parse(one, CultureInfo.InvariantCulture)]
            : Environment.GetEnvironmentVariable(SeedsVariable) is { } many ? Enumerable.Range(1, int.Parse(many, CultureInfo.InvariantCulture))
            : Enumerable.Range(1, Seeds);
}
