using System.Diagnostics;
using System.Globalization;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Source;
using Kiosk.Service.Demo.Pki;
using Kiosk.Service.Durability;
using Kiosk.Service.Journal;
using Kiosk.Service.Reasons;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;
using Microsoft.Data.Sqlite;

namespace Kiosk.Benchmarks;

/// <summary>A province's members into a generation against a bare bulk insert of the same bytes; a day's delta against that; taps while generations are swapped.</summary>
internal static class SyncBench
{
    /// <summary>Imports in a process of its own and prints the most memory it held.</summary>
    public const string ImportVerb = "--import";

    private const int DeltaRows = 1000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        var (count, rounds) = size == BenchSize.Quick ? (60_000, 3) : (300_000, 5);
        using var folder = new BenchFolder();
        Directory.CreateDirectory(folder.At("files"));
        var card = TestPki.Issue(serial: 1);
        var source = TestCacheSource.Create(folder.At("source"), card);
        var members = new TestSet(folder.At("files"));
        members.Put(TestCacheSource.TagOf(card), TestCacheSource.Sealed(card).Sealed.ToArray());
        for (var number = 1; number < count; number++)
        {
            members.Put(number, seed: number);
        }

        members.Next();
        var trust = CacheSource.Read(source.Folder, CancellationToken.None).Trust;
        var snapshot = members.Snapshot();
        var import = Import(folder, members, trust, snapshot, rounds);
        var resident = ResidentAfterImport(folder, source.Folder, snapshot, count);
        var store = new CacheStore(folder.At("live"), new DurableFiles());
        Apply(store, new(trust, [snapshot], Kept)).Dispose();
        var delta = Delta(store, members, rounds);
        var taps = await TapsAsync(folder, store, members, card, size == BenchSize.Quick ? 300 : 2000);
        return
        [
            import.ToFigure($"sync.import-{count}", 2),
            resident,
            new("sync.delta-of-1000", delta / import.OursMicroseconds, "×", size == BenchSize.Quick ? 0.05 * 300_000 / count : 0.05, $"{delta / 1000:0} ms against {import.OursMicroseconds / 1000:0} ms"),
            taps.ToFigure("sync.tap-during-swap", 2),
            .. EngineFigures(folder, members),
        ];
    }

    /// <summary>The other process.</summary>
    public static int RunImport(string[] args)
    {
        var state = new SetState(ProvinceCode.Parse("01"), DataClass.Members, 2, int.Parse(args[3], CultureInfo.InvariantCulture), HashOf(args[4]));
        var length = new FileInfo(args[2]).Length;
        var change = new SetChangeFiles([new(new SetTarget.Snapshot(state, new(SetEncoding.Identity, length, length)), args[2])]);
        var trust = CacheSource.Read(args[1], CancellationToken.None).Trust;
        Apply(new(args[5], new DurableFiles()), new(trust, [change], Kept)).Dispose();
        Console.WriteLine(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        return 0;
    }

    private static HashSet<string> Kept => ["01"];

    private static SetHash HashOf(string text) => SetHash.TryParse(text, out var hash) ? hash : throw new ArgumentException("Not a hash.", nameof(text));

    private static CacheGeneration Apply(CacheStore store, CacheUpdate update)
    {
        var report = new CacheUpdater(store, TimeProvider.System).Apply(update, progress: null, CancellationToken.None);
        return report is { Opened: { } opened, Refused.Count: 0 } ? opened.Generation : throw new InvalidOperationException(string.Join(' ', report.Refused.Select(part => part.Sentence)));
    }

    private static SideBySide Import(BenchFolder folder, TestSet members, TrustContent trust, SetChangeFiles snapshot, int rounds)
    {
        var round = 0;
        List<(byte[] Key, byte[] Value)> rows = [.. members.Rows.Select(row => (Convert.FromHexString(row.Key), row.Value))];
        return SideBySide.Measure(
            1,
            rounds,
            () =>
            {
                var path = folder.At($"ours-{round++}");
                Apply(new(path, new DurableFiles()), new(trust, [snapshot], Kept)).Dispose();
                Directory.Delete(path, recursive: true);
            },
            () => InsertBare(folder.At("bare.db"), rows));
    }

    /// <summary>As fast as SQLite goes through its usual binding: one transaction, no rollback journal, sorted keys, one sync at the end.</summary>
    private static void InsertBare(string path, List<(byte[] Key, byte[] Value)> rows)
    {
        File.Delete(path);
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA page_size = 32768; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; CREATE TABLE members (key BLOB NOT NULL PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID";
            command.ExecuteNonQuery();
            command.CommandText = "INSERT INTO members (key, value) VALUES ($key, $value)";
            var (key, value) = (command.Parameters.Add("$key", SqliteType.Blob), command.Parameters.Add("$value", SqliteType.Blob));
            foreach (var row in rows)
            {
                (key.Value, value.Value) = (row.Key, row.Value);
                command.ExecuteNonQuery();
            }

            command.Parameters.Clear();
            command.CommandText = "COMMIT";
            command.ExecuteNonQuery();
        }

        new DurableFiles().Sync(path);
    }

    private static Figure ResidentAfterImport(BenchFolder folder, string source, SetChangeFiles snapshot, int count)
    {
        var start = new ProcessStartInfo(Programs.Itself) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[ImportVerb, source, snapshot.Steps[0].Path, $"{count}", snapshot.Result.Hash.ToString(), folder.At("resident")])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var kilobytes = double.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        process.WaitForExit();
        return new("sync.import-resident", kilobytes / 1024, "MB", 200, "the most that the importing process held");
    }

    /// <returns>Microseconds, the median.</returns>
    private static double Delta(CacheStore store, TestSet members, int rounds)
    {
        var times = new List<double>();
        for (var round = 0; round < rounds + 1; round++)
        {
            var step = NextDelta(members, round);
            var start = Stopwatch.GetTimestamp();
            Apply(store, new(Trust: null, [new([step])], Kept)).Dispose();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        return times.Skip(1).Order().ElementAt(rounds / 2);
    }

    private static SetStep NextDelta(TestSet members, int round)
    {
        for (var row = 0; row < DeltaRows; row++)
        {
            members.Put(1 + ((row * 7919) % 50_000), seed: (round * DeltaRows) + row + 1_000_000);
        }

        return members.Next().Delta();
    }

    private static async Task<SideBySide> TapsAsync(BenchFolder folder, CacheStore store, TestSet members, IssuedCard card, int rounds)
    {
        using var journal = CheckInJournal.Open(folder.At("journal"), "BENCH-01", new DurableFiles());
        using var cache = new KioskCache(store, TimeProvider.System);
        cache.Refresh(CancellationToken.None);
        var clock = new ClockMonitor(TimeProvider.System, new ClockSource(() => true, HasRealTimeClock: true), DateTimeOffset.UnixEpoch);
        var site = new SyncSite(folder.At("sync"), store, cache, [ProvinceCode.Parse("01")], clock, new DurableFiles());
        List<SetStep> deltas = [.. Enumerable.Range(100, 12).Select(round => NextDelta(members, round))];
        var (quiet, busy) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds + 50; round++)
        {
            quiet.Add(Tap(cache, journal, card));
        }

        var swapping = Task.Run(async () =>
        {
            foreach (var delta in deltas)
            {
                await site.UpdateAsync(new(Trust: null, [new([delta])], Kept), new SyncStatus(), TimeProvider.System, CancellationToken.None);
            }
        });
        while (!swapping.IsCompleted)
        {
            busy.Add(Tap(cache, journal, card));
        }

        await swapping;
        var both = new SideBySide();
        foreach (var (during, without) in busy.Zip(quiet.Skip(50)))
        {
            both.Add(during, without);
        }

        return both;
    }

    /// <summary>What a tap asks of cache and journal.</summary>
    private static double Tap(KioskCache cache, CheckInJournal journal, IssuedCard card)
    {
        var start = Stopwatch.GetTimestamp();
        cache.Refresh(CancellationToken.None);
        var generation = cache.Current;
        _ = generation.OpenMember(TestCacheSource.Verified(card)) ?? throw new InvalidOperationException("The member is gone.");
        journal.Append(new(
            new(TimeProvider.System.GetUtcNow(), ClockTrust.Attested), JournalMode.VerifyOnly, "", "1", default, JournalOutcome.Admitted, ReasonCode.Admitted, default));
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    /// <summary>The engines beside each other: opening a file, a look-up, a walk over everything. Without limits: for whoever chooses.</summary>
    private static IEnumerable<Figure> EngineFigures(BenchFolder folder, TestSet members)
    {
        foreach (var engine in CacheEngine.Compiled.Where(engine => engine != CacheEngine.Sqlite))
        {
            var (sqlite, other) = (EngineTimes(CacheEngine.Sqlite, folder.At("engine.sqlite"), members), EngineTimes(engine, folder.At($"engine.{engine.Name}"), members));
            foreach (var (name, ours, theirs) in sqlite.Zip(other, (a, b) => (a.Name, b.Microseconds, a.Microseconds)))
            {
                yield return new($"engine.{engine.Name}-{name}", ours / theirs, "×", double.PositiveInfinity, $"{ours:0} µs against {theirs:0} µs of SQLite");
            }
        }
    }

    private static List<(string Name, double Microseconds)> EngineTimes(CacheEngine engine, string path, TestSet members)
    {
        List<byte[]> keys = [.. members.Rows.Keys.Select(Convert.FromHexString)];
        var build = Time(() =>
        {
            using var builder = engine.Create(path, ["members"]);
            foreach (var (key, value) in keys.Zip(members.Rows.Values))
            {
                builder.Put("members", key, value);
            }

            builder.Seal();
        });
        engine.Open(path).Dispose();
        var open = Time(() => engine.Open(path).Dispose());
        using var file = engine.Open(path);
        const int lookUps = 2000;
        for (var i = 0; i < lookUps; i++)
        {
            _ = file.Get("members", keys[i]);
        }

        var get = Time(() =>
        {
            for (var i = 0; i < lookUps; i++)
            {
                _ = file.Get("members", keys[i * 7919 % keys.Count]);
            }
        });
        var walk = Time(() => file.Walk("members", (_, _) => { }));
        return [("build", build), ("open", open), ("get", get / lookUps), ("walk", walk)];
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}
