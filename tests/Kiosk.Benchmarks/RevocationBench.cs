using System.Runtime.InteropServices;
using Kiosk.Service.Cache;
using Kiosk.Verification.Crls;

namespace Kiosk.Benchmarks;

/// <summary>Loading and querying one million revoked cards, compared with reading the same bytes into an array and a bare binary search.</summary>
internal static class RevocationBench
{
    private const int ProbesPerRound = 1000;

    public static Task<IReadOnlyList<Figure>> RunAsync(BenchSize size)
    {
        using var large = LargeCache.Build();
        var generation = large.Store.Open().Generation;
        var rounds = size == BenchSize.Quick ? 15 : 50;
        var flat = large.At("flat");
        var hashes = RevocationChunks.Read(generation.File, generation.Counts);
        using (var file = File.OpenHandle(flat, FileMode.CreateNew, FileAccess.Write))
        {
            RandomAccess.Write(file, MemoryMarshal.AsBytes<ulong>(hashes), 0);
        }

        var load = SideBySide.Measure(5, rounds, () => CachedRevocations.Load(generation.File, generation.Counts), () => ReadFlat(flat, hashes.Length));
        IReadOnlyList<Figure> figures =
        [
            load.ToFigure("revocation.load-million", 3),
            Lookup(hashes, size == BenchSize.Quick ? 300 : 1000).ToFigure("revocation.lookup", 1.5),
            Memory(generation),
        ];
        generation.Dispose();
        return Task.FromResult(figures);
    }

    private static ulong[] ReadFlat(string path, int count)
    {
        var array = GC.AllocateUninitializedArray<ulong>(count);
        using var file = File.OpenHandle(path);
        var bytes = MemoryMarshal.AsBytes(array.AsSpan());
        for (var offset = 0; offset < bytes.Length;)
        {
            offset += RandomAccess.Read(file, bytes[offset..], offset);
        }

        return array;
    }

    // Half of the probes hit. The sum keeps the compiler from removing either loop.
    private static SideBySide Lookup(ulong[] hashes, int rounds)
    {
        var index = new RevocationIndex(hashes);
        var random = new Random(20261122);
        var probes = Enumerable.Range(0, ProbesPerRound).Select(probe => probe % 2 == 0 ? hashes[random.Next(hashes.Length)] : (ulong)random.NextInt64()).ToArray();
        var (ours, bare) = (0, 0);
        var both = SideBySide.Measure(
            50,
            rounds,
            () => ours += probes.Count(index.Contains),
            () => bare += probes.Count(probe => Array.BinarySearch(hashes, probe) >= 0));
        return ours == bare ? both : throw new InvalidOperationException("The two searches found different things.");
    }

    private static Figure Memory(CacheGeneration generation)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var loaded = CachedRevocations.Load(generation.File, generation.Counts);
        var megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
        GC.KeepAlive(loaded);
        return new Figure("revocation.memory", megabytes, "MB", 16, $"{loaded.Index.Count:N0} hashes held");
    }
}
