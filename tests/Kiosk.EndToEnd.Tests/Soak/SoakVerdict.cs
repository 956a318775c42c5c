using System.Globalization;

namespace Kiosk.EndToEnd.Tests.Soak;

/// <summary>What a table of samples says: after the first hour memory is flat, descriptors and threads are constant, taps were answered and data synced all the time.</summary>
/// <param name="Memory">In MB an hour; null if the run was too short to tell.</param>
/// <param name="Faults">A sentence each; empty if the service may run for months.</param>
internal sealed record SoakVerdict(Trend? Memory, IReadOnlyList<string> Faults)
{
    public static readonly TimeSpan WarmUp = TimeSpan.FromHours(1);

    /// <summary>In MB an hour.</summary>
    public const double MaxGrowth = 1;

    /// <summary>In MB an hour; above, the slope tells nothing.</summary>
    private const double MaxError = 0.25;

    private static readonly TimeSpan MinJudged = TimeSpan.FromHours(1);

    public static SoakVerdict Of(IReadOnlyList<SoakSample> samples)
    {
        var warm = samples.Where(sample => sample.At >= WarmUp).ToList();
        var isLong = warm.Count > 2 && warm[^1].At - warm[0].At >= MinJudged;
        Trend? memory = isLong ? Trend.Of([.. warm.Select(sample => (sample.At.TotalHours, sample.Resident))]) : null;
        return new(memory, [.. FaultsOfWork(samples), .. memory is { } trend ? FaultsOfMemory(trend).Concat(FaultsOfCounts(warm)) : []]);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Memory is { } trend ? $"memory: {trend.Slope:+0.000;-0.000} MB an hour, standard error {trend.Error:0.000}, after the first hour (limit {MaxGrowth} MB)" : "memory, descriptors and threads: not judged, the run was shorter than two hours")}\n{(Faults.Count == 0 ? "no fault" : string.Join('\n', Faults))}");

    private static IEnumerable<string> FaultsOfWork(IReadOnlyList<SoakSample> samples)
    {
        foreach (var (before, after) in samples.Zip(samples.Skip(1)).Where(pair => pair.Second.Acknowledged <= pair.First.Acknowledged))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"No tap was answered between {before.At.TotalSeconds:0} and {after.At.TotalSeconds:0} s.");
        }

        if (samples[^1].Generation <= samples[0].Generation)
        {
            yield return "Nothing was synced.";
        }
    }

    private static IEnumerable<string> FaultsOfMemory(Trend trend) => trend switch
    {
        { Error: > MaxError } => [string.Create(CultureInfo.InvariantCulture, $"The memory's slope has an error of {trend.Error:0.00} MB an hour, too much to tell.")],
        { Slope: >= MaxGrowth } => [string.Create(CultureInfo.InvariantCulture, $"Memory grows by {trend.Slope:0.00} MB an hour.")],
        _ => [],
    };

    /// <summary>Of each quarter the least counts: connections and pool threads come and go, what leaks stays.</summary>
    private static IEnumerable<string> FaultsOfCounts(List<SoakSample> warm)
    {
        var quarter = warm.Count / 4;
        foreach (var (name, count) in (IEnumerable<(string, Func<SoakSample, int>)>)[("Descriptors", sample => sample.Descriptors), ("Threads", sample => sample.Threads)])
        {
            var (first, last) = (warm.Take(quarter).Min(count), warm.TakeLast(quarter).Min(count));
            if (last > first)
            {
                yield return $"{name} rose from {first} to {last}.";
            }
        }
    }
}
