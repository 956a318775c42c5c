using System.Globalization;
using System.IO.Enumeration;

namespace Kiosk.EndToEnd.Tests.Soak;

/// <summary>What a process holds at one moment, and what it has done so far. Memory in MB of 1,000,000 bytes.</summary>
/// <param name="Resident">VmRSS.</param>
/// <param name="Proportional">Pss: the same with pages that are shared counted by their share.</param>
/// <param name="Anonymous">RssAnon: heaps and stacks, without mapped files.</param>
/// <param name="CollectorResident">Of the collector beside it; on record, not judged.</param>
/// <param name="Generation">Of the cache: rises with each sync that brings something.</param>
/// <param name="Acknowledged">Taps that the screen has answered.</param>
internal sealed record SoakSample(
    TimeSpan At, double Resident, double Proportional, double Anonymous, double CollectorResident, int Descriptors, int Threads, long Journal, long Cache, long Generation, int Acknowledged)
{
    public const string Header = "seconds,rss_mb,pss_mb,anonymous_mb,collector_rss_mb,descriptors,threads,journal_bytes,cache_bytes,generation,acknowledged";

    public static SoakSample Of(int process, int collector, string journal, string cache, TimeSpan at, long generation, int acknowledged) => new(
        at,
        Megabytes($"/proc/{process}/status", "VmRSS:"),
        Megabytes($"/proc/{process}/smaps_rollup", "Pss:"),
        Megabytes($"/proc/{process}/status", "RssAnon:"),
        Megabytes($"/proc/{collector}/status", "VmRSS:"),
        Directory.GetFiles($"/proc/{process}/fd").Length,
        Directory.GetDirectories($"/proc/{process}/task").Length,
        SizeOf(journal),
        SizeOf(cache),
        generation,
        acknowledged);

    public string ToCsv() => string.Create(
        CultureInfo.InvariantCulture,
        $"{At.TotalSeconds:0},{Resident:0.000},{Proportional:0.000},{Anonymous:0.000},{CollectorResident:0.000},{Descriptors},{Threads},{Journal},{Cache},{Generation},{Acknowledged}");

    private static double Megabytes(string path, string field)
    {
        var line = File.ReadLines(path).First(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line[field.Length..^" kB".Length], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    /// <summary>Files may come and go meanwhile.</summary>
    private static long SizeOf(string folder) =>
        new FileSystemEnumerable<long>(folder, (ref entry) => entry.IsDirectory ? 0 : entry.Length, new EnumerationOptions { RecurseSubdirectories = true }).Sum();
}
