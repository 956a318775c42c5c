using System.Globalization;
using Kiosk.Durability;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Testing.Cache;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;

namespace Kiosk.Benchmarks;

/// <summary>Members in the cache of one terminal, of one province or of all.</summary>
internal static class MembersGrowth
{
    private const int Changes = 1000;
    private const int Deltas = 5;
    private const int LookUps = 2000;
    private const int Step = 7919;

    /// <param name="largest">At 100 ×.</param>
    public static GrowthTable Measure(string what, int provinces, int largest)
    {
        int[] sizes = [largest / 100, largest / 10, largest];
        var table = new GrowthTable(what, sizes);
        foreach (var size in sizes)
        {
            using var folder = new BenchFolder();
            Measure(table, folder, provinces, size / provinces);
        }

        return table;
    }

    private static void Measure(GrowthTable table, BenchFolder folder, int provinces, int perProvince)
    {
        Directory.CreateDirectory(folder.At("files"));
        var source = TestCacheSource.Create(folder.At("source"), TestPki.Issue(serial: 1));
        var (trust, kept) = (source.Trust, Enumerable.Range(1, provinces).Select(NameOf).ToHashSet(StringComparer.Ordinal));
        List<SetChangeFiles> sets = [.. kept.Select(province => Wrapped(folder, province))];
        // Of every province but the last, which is the one that changes, only the files are kept.
        for (var number = 2; number <= provinces; number++)
        {
            sets.Add(new LargeSet(folder.At("files"), perProvince, NameOf(number)).Snapshot());
        }

        var changing = new LargeSet(folder.At("files"), perProvince, NameOf(1));
        sets.Add(changing.Snapshot());
        var store = new CacheStore(folder.At("cache"), new DurableFiles(), keyring: TestDevice.Keyring);
        table.Time("sync: taking all", grows: true, rounds: 1, () => SyncBench.Apply(Emptied(folder), new(trust, sets, kept)).Generation.Dispose());
        SyncBench.Apply(store, new(trust, sets, kept)).Generation.Dispose();
        // The directory of its blocks is read.
        table.Time("start: opening the cache", grows: true, rounds: 9, () => Open(store).Dispose());
        using var cache = Open(store);
        var keys = new Queue<byte[]>(Enumerable.Range(0, LookUps + 1).Select(number => changing[(int)((long)number * Step % changing.Count)].Key));
        table.Time("tap: a member", grows: false, LookUps, () => _ = cache.Current.Members.FindRow(keys.Dequeue()) ?? throw new InvalidOperationException("No such member."));
        var deltas = new Queue<SetChangeFiles>(Enumerable.Range(0, Deltas + 1).Select(round => changing.Delta(Changes, round)));
        table.Time($"sync: {Changes} changes", grows: false, Deltas, () => cache.Adopt(SyncBench.Apply(store, new(Trust: null, [deltas.Dequeue()], kept))));
    }

    /// <summary>The province's key for this terminal, without which it takes none of the province's data.</summary>
    private static SetChangeFiles Wrapped(BenchFolder folder, string province)
    {
        var audience = ProvinceSealing.Audience(AudienceKey.Create(province, epoch: 1), [TestDevice.Reader]);
        return TestSet.Write(folder.At($"files/audience-{province}.set"), new(ProvinceCode.Parse(province), audience.DataClass, 1, null, audience.Rows.Count), audience.Rows);
    }

    private static CacheStore Emptied(BenchFolder folder)
    {
        Directory.CreateDirectory(folder.At("taken"));
        Directory.Delete(folder.At("taken"), recursive: true);
        return new(folder.At("taken"), new DurableFiles());
    }

    private static KioskCache Open(CacheStore store)
    {
        var cache = new KioskCache(store, TimeProvider.System);
        cache.Refresh();
        return cache;
    }

    private static string NameOf(int province) => string.Create(CultureInfo.InvariantCulture, $"{province:D2}");
}
