using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.LiteDb;
using Kiosk.Service.Cache.Rows;
using Kiosk.Testing.Feed;

namespace Kiosk.Benchmarks;

/// <summary>The cache's file format compared with SQLite for the same rows: building and syncing a file, its length, a lookup, a member's bucket, a full scan.</summary>
internal static class EngineBench
{
    private const int WarmUps = 4000;
    private const int LookUps = 20_000;
    private const int Scans = 2000;
    private const int Step = 7919;

    public static IEnumerable<Figure> Run(BenchFolder folder, TestSet members, int rounds)
    {
        var (ours, bare) = (folder.At("engine.cache"), folder.At("engine.sqlite"));
        List<(byte[] Key, byte[] Value)> rows = [.. members.Rows.Select(row => (Convert.FromHexString(row.Key), row.Value))];
        var build = SideBySide.Measure(2, rounds, () => Build(ours, LiteDbCacheFileBuilder.Create, rows), () => Build(bare, SqliteCacheFileBuilder.Create, rows));
        yield return build.ToFigure($"cache.build-{rows.Count}", double.PositiveInfinity);
        yield return new("cache.length", (double)new FileInfo(ours).Length / new FileInfo(bare).Length, "×", 1, $"{new FileInfo(ours).Length / 1e6:0.0} MB against {new FileInfo(bare).Length / 1e6:0.0} MB");
        using var file = LiteDbCacheFile.Open(ours);
        using var sqlite = SqliteCacheFile.Open(bare);
        using (var usual = new SqliteLookUp(bare, "members"))
        {
            yield return Each(WarmUps, LookUps, i => file.First("members", rows[i].Key), i => usual.Find(rows[i].Key), rows.Count).ToFigure("cache.look-up", 2);
        }

        yield return Each(WarmUps, LookUps, i => file.First("members", rows[i].Key), i => sqlite.First("members", rows[i].Key), rows.Count)
            .ToFigure("cache.look-up-against-statements", double.PositiveInfinity);
        yield return Each(Scans, Scans, i => ReadAll(file.Scan("members", Bucket(rows[i].Key))), i => ReadAll(sqlite.Scan("members", Bucket(rows[i].Key))), rows.Count)
            .ToFigure("cache.scan-of-a-bucket", double.PositiveInfinity);
        yield return SideBySide.Measure(2, rounds, () => file.Walk("members", (_, _) => { }), () => sqlite.Walk("members", (_, _) => { })).ToFigure("cache.walk", double.PositiveInfinity);
    }

    private static void Build(string path, Func<string, IReadOnlyList<string>, ICacheFileBuilder> create, List<(byte[] Key, byte[] Value)> rows)
    {
        File.Delete(path);
        using (var builder = create(path, ["members"]))
        {
            foreach (var (key, value) in rows)
            {
                builder.Put("members", key, value);
            }

            builder.Seal();
        }

        new DurableFiles().Sync(path);
    }

    private static SideBySide Each(int warmUps, int rounds, Action<int> ours, Action<int> bare, int count)
    {
        var (i, j) = (0, 0);
        return SideBySide.Measure(warmUps, rounds, () => ours((int)((long)i++ * Step % count)), () => bare((int)((long)j++ * Step % count)));
    }

    private static void ReadAll(IEnumerable<CacheRow> rows)
    {
        foreach (var _ in rows)
        {
        }
    }

    private static KeyRange Bucket(byte[] key) => KeyRange.Prefix(key.AsMemory(0, 2));
}
