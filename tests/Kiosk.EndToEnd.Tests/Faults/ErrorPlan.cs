using System.Globalization;
using Kiosk.EndToEnd.Tests.Running;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>
/// Which calls are broken, and how. With <c>KIOSK_ERRORS=all</c> every call in every way (<c>./kiosk test --nightly</c>); otherwise a spread of them, drawn by a seed that is printed:
/// <c>KIOSK_ERRORS=SEED</c> draws others.
/// </summary>
/// <remarks>A service's calls come from several threads: the same number may be another call in another run. What was broken is named by what the shim recorded in that run.</remarks>
internal static class ErrorPlan
{
    private const string Variable = "KIOSK_ERRORS";
    private const string Everything = "all";
    private const int DefaultSeed = 1;

    /// <param name="recorded">The calls of a run.</param>
    /// <param name="most">How many of them are broken where not all are.</param>
    public static IReadOnlyList<(int Step, DiskError Error)> Of(IReadOnlyList<string> recorded, int most, ITestOutputHelper output)
    {
        var calls = recorded.Count;
        Assert.True(calls > 0, "No call below the folder was recorded.");
        var asked = Environment.GetEnvironmentVariable(Variable);
        if (asked == Everything)
        {
            Progress.Say(output, $"{calls} calls, each broken in every way");
            return [.. from call in recorded.Index() from error in WaysOf(call.Item) select (call.Index + 1, error)];
        }

        var seed = int.TryParse(asked, CultureInfo.InvariantCulture, out var given) ? given : DefaultSeed;
        Progress.Say(output, $"{Math.Min(most, calls)} of {calls} calls are broken: {Variable}={seed}");
        var random = new Random(seed);
        var drawn = Math.Min(most, calls);
        return [.. Enumerable.Range(0, drawn).Select(number => (Within(number, drawn, calls, random), DiskError.All[(number + (seed & 0xFF)) % DiskError.All.Count]))];
    }

    private static IEnumerable<DiskError> WaysOf(string call) => call.Split(' ')[0] switch
    {
        "open" or "read" or "mmap" => DiskError.All.Take(1),
        "write" => DiskError.All,
        _ => DiskError.All.SkipLast(1),
    };

    /// <summary>One of the calls of an equal part, so that no stretch of the run is left out.</summary>
    private static int Within(int part, int parts, int calls, Random random)
    {
        var (first, after) = (part * calls / parts, (part + 1) * calls / parts);
        return random.Next(first, after) + 1;
    }
}
