using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;

namespace Kiosk.Benchmarks;

/// <summary>
/// Applying a day's delta to a generation, compared with SQLite doing the same to its own file: read and hash the touched buckets and the digests of their groups, hash those of all groups, write the changed rows to a
/// new file, sync it and switch to it by replacing another. Also the cost on larger sets. Each runs in a process of its own, as on a terminal: next to this program's sets the GC would have ten times as much to scan.
/// </summary>
internal static class DeltaBench
{
    public const string Verb = "--deltas";

    private const int Rows = 300_000;
    private const int Changes = 1000;
    private const int WarmUps = 1;
    private const string Ours = "ours";
    private const string Bare = "bare";
    private const string Digests = "digests";
    private const string Device = "device";
    private const string TerminalId = "BENCH-01";
    private const int PartLength = 64 * SetHash.Length;

    private static readonly int[] LargerSets = [1_000_000, 3_000_000];

    public static Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        var rounds = size == BenchSize.Quick ? 3 : 7;
        using var folder = new BenchFolder();
        var source = TestCacheSource.Create(folder.At("source"), TestPki.Issue(serial: 1));
        using (var keys = OpenKeys(folder.At(Device)))
        {
            source.Feed.LetIn(new(TerminalId, keys.DecryptionKey.ExportSubjectPublicKeyInfo()));
        }

        var small = Prepare(folder, source, Rows);
        var larger = LargerSets.Select(rows => (Rows: rows, Prepared: Prepare(folder, source, rows), Growth: new SideBySide())).ToList();
        var against = new SideBySide();
        for (var round = 0; round < rounds; round++)
        {
            var (ours, bare) = (Run(Ours, small), Run(Bare, small));
            Add(against, ours, bare);
            larger.ForEach(set => Add(set.Growth, Run(Ours, set.Prepared), ours));
        }

        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new($"sync.delta-of-{Changes}", against.OursMicroseconds / small.ImportMicroseconds, "×", 0.05, $"{against.OursMicroseconds / 1000:0.0} ms against {small.ImportMicroseconds / 1000:0} ms of the import"),
            against.ToFigure($"sync.delta-of-{Changes}-against-sqlite", 1.5),
            .. larger.Select(set => set.Growth.ToFigure($"sync.delta-of-{Changes}-at-{set.Rows}", 1.5)),
        ]);
    }

    /// <summary>Runs in the child process.</summary>
    public static int RunChild(string[] args)
    {
        var plan = JsonSerializer.Deserialize(File.ReadAllText(args[2]), BenchJson.Default.ListDeltaStep)!;
        var work = args[3];
        if (args[1] == Ours)
        {
            using var keys = OpenKeys(Path.Combine(Path.GetDirectoryName(work)!, Device));
            var store = new CacheStore(work, new DurableFiles(), keyring: TerminalAudience.KeyringOf(TerminalId, keys));
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

    private static void Add(SideBySide figure, List<double> ours, List<double> others)
    {
        for (var delta = WarmUps; delta < ours.Count; delta++)
        {
            figure.Add(ours[delta], others[delta]);
        }
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

    private static IKeyStore OpenKeys(string folder) => TerminalKeys.Open(new KioskFolders(folder), TerminalId, KeyStoreSettings.InFile, new DurableFiles());

    private static Prepared Prepare(BenchFolder folder, TestCacheSource source, int rows)
    {
        Directory.CreateDirectory(folder.At("files"));
        var audience = source.Feed.Sets().Single(set => set.DataClass == DataClass.Audience);
        var wrapped = TestSet.Write(folder.At("files/audience.set"), new(TestCacheSource.Province, audience.DataClass, 1, null, audience.Rows.Count), audience.Rows);
        var set = new LargeSet(folder.At("files"), rows);
        var snapshot = set.Snapshot();
        var store = folder.At($"store-{rows}");
        var imports = new List<double>();
        for (var round = 0; round < (rows == Rows ? 3 : 1); round++)
        {
            Directory.CreateDirectory(store);
            Directory.Delete(store, recursive: true);
            var start = Stopwatch.GetTimestamp();
            SyncBench.Apply(new(store, new DurableFiles()), new(source.Trust, [snapshot, wrapped], SyncBench.Kept)).Generation.Dispose();
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
        using var digest = new SetDigestBuilder(set.Shape);
        using var builder = SqliteCacheFileBuilder.Create(path, ["members", Digests]);
        for (var row = 0; row < set.Count; row++)
        {
            var (key, value) = set[row];
            builder.Put("members", key, value);
            digest.Add(key, value);
        }

        var digests = digest.Build().Encoded.Span;
        for (var part = 0; part * PartLength < digests.Length; part++)
        {
            builder.Put(Digests, Key(part), digests[(part * PartLength)..Math.Min(digests.Length, (part + 1) * PartLength)]);
        }

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
        var (shape, pass, digests) = (step.Target.Result.Shape, held.Pass("members"), held.Pass(Digests));
        var update = SetUpdate.Apply(shape, changes, (range, show) => pass(range, show.Invoke));
        update.Changed.AddGroups(shape, new(), (group, buckets) => ReadDigests(digests, group, buckets));
        var groups = new byte[shape.GroupCount * SetHash.Length];
        ReadDigests(digests, shape.GroupCount, groups);
        update.Changed.CopyTo(groups, shape.BucketCount);
        _ = SetDigest.HashOf(shape, groups);

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

    private static void ReadDigests(CachePass pass, int part, Span<byte> digests)
    {
        var (found, filled) = (new byte[digests.Length], 0);
        pass(new(Key(part), Key(part + ((digests.Length - 1) / PartLength))), (_, value) =>
        {
            value.CopyTo(found.AsSpan(filled));
            filled += value.Length;
        });
        found.CopyTo(digests);
    }

    private static byte[] Key(int part)
    {
        var key = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(key, part);
        return key;
    }

    private sealed record Prepared(string Plan, string Store, string Sqlite, double ImportMicroseconds);
}
