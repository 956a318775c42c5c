using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Benchmarks;

/// <summary>
/// Applying a day's delta to a generation, compared with SQLite doing the same to its own file: read and hash the touched buckets, read and hash the digests of the whole set, write the changed rows to a
/// new file, sync it and switch to it by replacing another. Also the cost on a set ten times as large. Each runs in a process of its own, as on a terminal: next to this program's sets the GC would have ten times as much to scan.
/// </summary>
internal static class DeltaBench
{
    public const string Verb = "--deltas";

    private const int Rows = 300_000;
    private const int LargeRows = 3_000_000;
    private const int Changes = 1000;
    private const int WarmUps = 1;
    private const string Ours = "ours";
    private const string Bare = "bare";
    private const string Digests = "digests";

    public static Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        var rounds = size == BenchSize.Quick ? 3 : 7;
        using var folder = new BenchFolder();
        var trust = Kiosk.Testing.Cache.TestCacheSource.Create(folder.At("source"), Kiosk.Testing.Pki.TestPki.Issue(serial: 1)).Trust;
        var (small, large) = (Prepare(folder, trust, Rows), Prepare(folder, trust, LargeRows));
        var (against, growth) = (new SideBySide(), new SideBySide());
        for (var round = 0; round < rounds; round++)
        {
            var (ours, bare, oursLarge) = (Run(Ours, small), Run(Bare, small), Run(Ours, large));
            for (var delta = WarmUps; delta < ours.Count; delta++)
            {
                against.Add(ours[delta], bare[delta]);
                growth.Add(oursLarge[delta], ours[delta]);
            }
        }

        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new($"sync.delta-of-{Changes}", against.OursMicroseconds / small.ImportMicroseconds, "×", 0.05, $"{against.OursMicroseconds / 1000:0.0} ms against {small.ImportMicroseconds / 1000:0} ms of the import"),
            against.ToFigure($"sync.delta-of-{Changes}-against-sqlite", 1.5),
            growth.ToFigure($"sync.delta-of-{Changes}-at-{LargeRows}", 1.5),
        ]);
    }

    /// <summary>Runs in the child process.</summary>
    public static int RunChild(string[] args)
    {
        var plan = JsonSerializer.Deserialize(File.ReadAllText(args[2]), BenchJson.Default.ListDeltaStep)!;
        var work = args[3];
        if (args[1] == Ours)
        {
            var store = new CacheStore(work, new DurableFiles());
            using var cache = new KioskCache(store, TimeProvider.System);
            cache.Refresh();
            Time(plan, change => cache.Adopt(SyncBench.Apply(store, new(Trust: null, [change], SyncBench.Kept))));
        }
        else
        {
            using var held = SqliteCacheFile.Open(work);
            Time(plan, change => ApplyBare(held, work, change.Steps[0]));
        }

        return 0;
    }

    private static void Time(List<DeltaStep> plan, Action<SetChangeFiles> apply)
    {
        foreach (var step in plan)
        {
            var change = step.ToChange();
            var start = Stopwatch.GetTimestamp();
            apply(change);
            Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMicroseconds.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static Prepared Prepare(BenchFolder folder, TrustContent trust, int rows)
    {
        Directory.CreateDirectory(folder.At("files"));
        var set = new LargeSet(folder.At("files"), rows);
        var snapshot = set.Snapshot();
        var store = folder.At($"store-{rows}");
        var imports = new List<double>();
        for (var round = 0; round < (rows == Rows ? 3 : 1); round++)
        {
            Directory.CreateDirectory(store);
            Directory.Delete(store, recursive: true);
            var start = Stopwatch.GetTimestamp();
            SyncBench.Apply(new(store, new DurableFiles()), new(trust, [snapshot], SyncBench.Kept)).Generation.Dispose();
            imports.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        var sqlite = folder.At($"{rows}.sqlite");
        BuildBare(sqlite, set);
        File.Delete(snapshot.Steps[0].Path);
        List<DeltaStep> plan = [.. Enumerable.Range(0, WarmUps + 3).Select(round => DeltaStep.Of(set.Delta(Changes, round)))];
        var path = folder.At($"{rows}.json");
        File.WriteAllText(path, JsonSerializer.Serialize(plan, BenchJson.Default.ListDeltaStep));
        return new(path, store, sqlite, imports.Order().ElementAt(imports.Count / 2));
    }

    private static void BuildBare(string path, LargeSet set)
    {
        using var digest = new SetDigestBuilder(DataClass.Members);
        using var builder = SqliteCacheFileBuilder.Create(path, ["members", Digests]);
        for (var row = 0; row < set.Count; row++)
        {
            var (key, value) = set[row];
            builder.Put("members", key, value);
            digest.Add(key, value);
        }

        builder.Put(Digests, [0], digest.Build().Encoded.Span);
        builder.Seal();
    }

    private static List<double> Run(string which, Prepared prepared)
    {
        var work = prepared.Store + ".work";
        if (which == Ours)
        {
            // Hard links suffice, because files are never changed in place.
            Directory.CreateDirectory(work);
            Process.Start("cp", ["-al", $"{prepared.Store}/.", work]).WaitForExit();
            foreach (var beside in (string[])[".key", ".floor"])
            {
                File.Copy(prepared.Store + beside, work + beside);
            }
        }

        var start = new ProcessStartInfo(Programs.Itself, [Verb, which, prepared.Plan, which == Ours ? work : prepared.Sqlite]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var times = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture)).ToList();
        process.WaitForExit();
        if (which == Ours)
        {
            Directory.Delete(work, recursive: true);
            File.Delete(work + ".key");
            File.Delete(work + ".floor");
        }

        return times;
    }

    private static void ApplyBare(ICacheFile held, string path, SetStep step)
    {
        using var file = File.OpenRead(step.Path);
        List<SetChange> changes = [.. SetFileReader.Open(file, step.Target).Changes().Select(one => new SetChange(one.Key.ToArray(), one.Value.ToArray()))];
        var pass = held.Pass("members");
        var update = SetUpdate.Apply(
            DataClass.Members, changes, (prefix, show) => pass(prefix.Span, show.Invoke));
        using (var sum = new SetDigestSum(update.Changed))
        {
            sum.Add(held.First(Digests, [0])!.Value.Value.Span);
            _ = sum.Finish();
        }

        var layer = path + ".layer";
        File.Delete(layer);
        using (var builder = SqliteCacheFileBuilder.Create(layer, ["members", Digests]))
        {
            changes.ForEach(change => builder.Put("members", change.Key.Span, change.Value.Span));
            builder.Put(Digests, [0], update.Changed.Encode());
            builder.Seal();
        }

        var files = new DurableFiles();
        files.Sync(layer);
        File.Move(layer, layer + ".named", overwrite: true);
        files.SyncFolder(Path.GetDirectoryName(path)!);
        files.Replace(path + ".current", "layer"u8);
    }

    private sealed record Prepared(string Plan, string Store, string Sqlite, double ImportMicroseconds);
}
