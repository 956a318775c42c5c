using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Kiosk.Simulation.Tests.Actors;
using Kiosk.Simulation.Tests.Runs;
using Kiosk.Ui.Screens;
using Xunit.Abstractions;

namespace Kiosk.Simulation.Tests;

/// <summary>Three days at two doors of a meeting, for 20 seeds, or as many as the environment says; one seed alone to see it again.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const string SeedsVariable = "KIOSK_SIMULATION_SEEDS";
    private const string SeedVariable = "KIOSK_SIMULATION_SEED";
    private const int Seeds = 20;
    private const int BatchLength = 20;

    private static readonly IReadOnlyList<int> SeedsToRun =
    [
        .. Environment.GetEnvironmentVariable(SeedVariable) is { } one ? [int.Parse(one, CultureInfo.InvariantCulture)]
            : Environment.GetEnvironmentVariable(SeedsVariable) is { } many ? Enumerable.Range(RandomNumberGenerator.GetInt32(int.MaxValue >> 1), int.Parse(many, CultureInfo.InvariantCulture))
            : Enumerable.Range(1, Seeds),
    ];

    private static readonly TimeSpan LongestSeed = TimeSpan.FromMinutes(10);

    /// <summary>Numbers of batches, so that none is as long as a test that hangs.</summary>
    public static TheoryData<int> Batches => [.. Enumerable.Range(0, (SeedsToRun.Count + BatchLength - 1) / BatchLength)];

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task Every_law_holds_through_three_days_of_faults(int batch)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var failures = new ConcurrentBag<(int Seed, RunResult Result)>();
        var results = new ConcurrentBag<RunResult>();

        await Parallel.ForEachAsync(SeedsToRun.Skip(batch * BatchLength).Take(BatchLength), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (seed, _) =>
        {
            var result = await SimulationRun.OfSeedAsync(seed, Protections.All).WaitAsync(LongestSeed, CancellationToken.None);
            results.Add(result);
            if (result.Broken is not null)
            {
                failures.Add((seed, result));
            }
        });

        output.WriteLine($"{results.Count} seeds: {results.Sum(one => one.Tally.Records)} records, {results.Sum(one => one.Tally.Admitted)} admissions, {results.Sum(one => one.Tally.Publications)} publications; {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds / results.Count:0.0} s of the processor a seed.");
        var failed = failures.OrderBy(one => one.Result.At).ToList();
        failed.ForEach(one => output.WriteLine($"Seed {one.Seed}, step {one.Result.At}: {one.Result.What}"));
        Assert.True(failed.Count == 0, failed.Count == 0 ? "" : $"{failed.Count} of {results.Count} seeds failed.\n{await Shortening.ReportAsync(failed[0].Seed, failed[0].Result, Protections.All)}");
        // Runs in which nothing happens prove nothing.
        var answers = results.SelectMany(one => one.Tally.Answers).GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Sum(count => count.Value) / results.Count);
        output.WriteLine($"Answers a seed: {string.Join(", ", answers.OrderByDescending(one => one.Value).Select(one => $"{one.Value} {one.Key}"))}");
        Assert.All((string[])[nameof(Screen.Admitted), nameof(Screen.AlreadyIn), nameof(Screen.Refused), nameof(Screen.OutOfService)], screen => Assert.InRange(answers.GetValueOrDefault(screen), 1, int.MaxValue));
    }
}
