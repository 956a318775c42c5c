using System.Runtime.InteropServices;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>How hashes and places are cut into rows. Both are little-endian on the disk, as in the memory of every machine this runs on.</summary>
internal static class RevocationChunks
{
    /// <summary>8 kB: two of them fill a block of the cache.</summary>
    public const int HashesPerChunk = 1000;

    /// <summary>80 MB: far beyond what a terminal's memory is meant for.</summary>
    public const int MaxCount = 10_000_000;

    public static int Count(int hashes) => (hashes + HashesPerChunk - 1) / HashesPerChunk;

    /// <summary>How many hashes the given chunk of so many holds.</summary>
    public static int LengthOf(int chunk, int hashes) => Math.Min(HashesPerChunk, hashes - (chunk * HashesPerChunk));

    public static void Write(GenerationWriter writer, ReadOnlySpan<ulong> hashes, ReadOnlySpan<uint> places)
    {
        for (var chunk = 0; chunk < Count(hashes.Length); chunk++)
        {
            var (start, length) = (chunk * HashesPerChunk, LengthOf(chunk, hashes.Length));
            writer.Put(GenerationTables.Revocations, GenerationTables.Key(chunk), MemoryMarshal.AsBytes(hashes.Slice(start, length)));
            writer.Put(GenerationTables.RevocationPlaces, GenerationTables.Key(chunk), MemoryMarshal.AsBytes(places.Slice(start, length)));
        }
    }

    /// <summary>All hashes in one array, before anybody has looked at their seals: <see cref="Compare"/>.</summary>
    /// <exception cref="CacheException">A chunk is missing, damaged, or of another length.</exception>
    public static ulong[] Read(GenerationFile file, CacheCounts counts)
    {
        if (counts.Revocations is < 0 or > MaxCount || counts.RevocationChunks != Count(counts.Revocations))
        {
            throw file.Damaged(GenerationTables.Header, $"{counts.Revocations} revocations do not fill {counts.RevocationChunks} chunks.");
        }

        var hashes = GC.AllocateUninitializedArray<ulong>(counts.Revocations);
        file.ReadNumbers(GenerationTables.Revocations, hashes, HashesPerChunk);
        return hashes;
    }

    /// <exception cref="CacheException">The chunk is not as this terminal wrote it.</exception>
    public static void Compare(GenerationFile file, int chunk, ReadOnlySpan<ulong> hashes)
    {
        var own = MemoryMarshal.AsBytes(hashes.Slice(chunk * HashesPerChunk, LengthOf(chunk, hashes.Length)));
        if (!file.Get(GenerationTables.Revocations, GenerationTables.Key(chunk)).Span.SequenceEqual(own))
        {
            throw file.Damaged(GenerationTables.Revocations, $"chunk {chunk} is not as this terminal wrote it.");
        }
    }

    /// <summary>The place that belongs to the hash with this index.</summary>
    /// <param name="hashes">How many there are in all.</param>
    /// <exception cref="CacheException">The chunk is missing, damaged, or of another length.</exception>
    public static uint ReadPlace(GenerationFile file, int index, int hashes)
    {
        var (chunk, offset) = Math.DivRem(index, HashesPerChunk);
        var bytes = file.Get(GenerationTables.RevocationPlaces, GenerationTables.Key(chunk));
        return bytes.Length == LengthOf(chunk, hashes) * sizeof(uint)
            ? MemoryMarshal.Cast<byte, uint>(bytes.Span)[offset]
            : throw file.Damaged(GenerationTables.RevocationPlaces, $"chunk {chunk} has {bytes.Length} bytes.");
    }
}
