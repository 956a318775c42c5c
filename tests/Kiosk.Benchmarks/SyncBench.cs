using System.Diagnostics;
using System.Globalization;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;
using Microsoft.Data.Sqlite;

namespace Kiosk.Benchmarks;

/// <summary>
/// Importing a province's members into a generation, compared with a bare bulk insert of the same bytes; taps while generations are swapped. The quick run
/// has the same size but fewer rounds, because fixed costs (syncs, opening, reading back) would dominate a smaller one.
/// </summary>
internal static class SyncBench
{
    /// <summary>Imports in a child process and prints its peak memory.</summary>
    public const string ImportVerb = "--import";

    private const int Rows = 300_000;
    private const int DeltaRows = 1000;

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        var rounds = size == BenchSize.Quick ? 3 : 7;
        using var folder = new BenchFolder();
        Directory.CreateDirectory(folder.At("files"));
        var card = TestPki.Issue(serial: 1);
        var source = TestCacheSource.Create(folder.At("source"), card);
        var members = new TestSet(folder.At("files"));
        var member = source.Feed.Sets()[0].Rows.Single();
        members.Put(CardTag.FromBytes(member.Key.Span), member.Value.ToArray());
        for (var number = 1; number < Rows; number++)
        {
            members.Put(number, seed: number);
        }

        members.Next();
        var trust = source.Trust;
        var snapshot = members.Snapshot();
        var audience = source.Feed.Sets().Single(set => set.DataClass == DataClass.Audience);
        var wrapped = TestSet.Write(folder.At("files/audience.set"), new(TestCacheSource.Province, audience.DataClass, 1, null, audience.Rows.Count), audience.Rows);
        var import = Import(folder, members, trust, snapshot, rounds);
        var resident = ResidentAfterImport(folder, source.WriteNational(), snapshot);
        var store = new CacheStore(folder.At("live"), new DurableFiles(), keyring: TestDevice.Keyring);
        Apply(store, new(trust, [snapshot, wrapped], Kept)).Generation.Dispose();
        List<CacheUpdate> deltas = [.. Enumerable.Range(100, size == BenchSize.Quick ? 6 : 12).Select(round => new CacheUpdate(Trust: null, [new([NextDelta(members, round)])], Kept))];
        var taps = await SwapBench.RunAsync(folder, store, card, deltas, [new(Trust: null, [members.Snapshot()], Kept)]);
        return
        [
            import.ToFigure($"sync.import-{Rows}", 1.5),
            AudienceBench.Run(rounds, () => ImportOnce(folder, trust, snapshot)),
            resident,
            .. taps,
            .. EngineBench.Run(folder, members, rounds),
        ];
    }

    /// <summary>Runs in the child process.</summary>
    public static int RunImport(string[] args)
    {
        var rows = int.Parse(args[3], CultureInfo.InvariantCulture);
        var state = new SetState(ProvinceCode.Parse("01"), DataClass.Members, 2, rows, SetShape.For(DataClass.Members, rows, last: null).Depth, HashOf(args[4]), Epoch: 1);
        var length = new FileInfo(args[2]).Length;
        var change = new SetChangeFiles([new(new SetTarget.Snapshot(state, new(SetEncoding.Identity, length, length)), args[2])]);
        var trust = TestCacheSource.TrustIn(args[1]);
        Apply(new(args[5], new DurableFiles()), new(trust, [change], Kept)).Generation.Dispose();
        Console.WriteLine(File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        return 0;
    }

    public static HashSet<string> Kept => ["01"];

    public static SetHash HashOf(string text) => SetHash.TryParse(text, out var hash) ? hash : throw new ArgumentException("Not a hash.", nameof(text));

    public static OpenedGeneration Apply(CacheStore store, CacheUpdate update)
    {
        var report = new CacheUpdater(store, TimeProvider.System).Apply(update, progress: null, CancellationToken.None);
        return report is { Opened: { } opened, Refused.Count: 0 } ? opened : throw new InvalidOperationException(string.Join(' ', report.Refused.Select(part => part.Sentence)));
    }

    private static SideBySide Import(BenchFolder folder, TestSet members, TrustContent trust, SetChangeFiles snapshot, int rounds)
    {
        List<(byte[] Key, byte[] Value)> rows = [.. members.Rows.Select(row => (Convert.FromHexString(row.Key), row.Value))];
        return SideBySide.Measure(
            1,
            rounds,
            () => ImportOnce(folder, trust, snapshot),
            () => InsertBare(folder.At("bare.db"), rows));
    }

    private static void ImportOnce(BenchFolder folder, TrustContent trust, SetChangeFiles snapshot)
    {
        var path = folder.At("ours");
        Apply(new(path, new DurableFiles()), new(trust, [snapshot], Kept)).Generation.Dispose();
        Directory.Delete(path, recursive: true);
    }

    /// <summary>The fastest way through SQLite's usual .NET binding: one transaction, no rollback journal, sorted keys, one sync at the end.</summary>
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

    private static Figure ResidentAfterImport(BenchFolder folder, string source, SetChangeFiles snapshot)
    {
        var start = new ProcessStartInfo(Programs.Itself) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[ImportVerb, source, snapshot.Steps[0].Path, $"{Rows}", snapshot.Result.Hash.ToString(), folder.At("resident")])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var kilobytes = double.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        process.WaitForExit();
        return new("sync.import-resident", kilobytes / 1024, "MB", 200, "the most that the importing process held");
    }

    private static SetStep NextDelta(TestSet members, int round)
    {
        for (var row = 0; row < DeltaRows; row++)
        {
            members.Put(1 + (((round * DeltaRows) + row) * 7919 % (Rows - 1)), seed: (round * DeltaRows) + row + 1_000_000);
        }

        return members.Next().Delta();
    }
}
