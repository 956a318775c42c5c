using System.Diagnostics;
using Kiosk.Service.Cache;
using Kiosk.Testing.Feed;

namespace Kiosk.Benchmarks;

/// <summary>The cache engines beside each other, where more than one was compiled in: building a file, opening it, a look-up, scans, a walk over everything. Without limits: for whoever chooses.</summary>
internal static class EngineBench
{
    /// <summary>Of the prefix that the rows of one bucket of members share, in bytes.</summary>
    private const int BucketLength = 2;

    public static IEnumerable<Figure> Run(BenchFolder folder, TestSet members)
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
        const int scans = 500;
        for (var i = 0; i < lookUps; i++)
        {
            _ = file.First("members", keys[i]);
        }

        var get = Time(() =>
        {
            for (var i = 0; i < lookUps; i++)
            {
                _ = file.First("members", keys[i * 7919 % keys.Count]);
            }
        });
        var scan = Time(() =>
        {
            for (var i = 0; i < scans; i++)
            {
                _ = file.Scan("members", keys[i * 7919 % keys.Count].AsMemory(0, BucketLength)).Count();
            }
        });
        var walk = Time(() => file.Walk("members", (_, _) => { }));
        return [("build", build), ("open", open), ("get", get / lookUps), ("scan-of-a-bucket", scan / scans), ("walk", walk)];
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }
}
