using System.Runtime.InteropServices;

namespace Kiosk.Service.Cache;

/// <summary>How hashes and places are cut into rows. Both are little-endian on the disk, as in the memory of every machine this runs on.</summary>
internal static class RevocationChunks
{
    public const int HashesPerChunk = 8192;

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

    /// <summary>All hashes in one array.</summary>
    /// <exception cref="CacheException">A chunk is missing, damaged, or of another length.</exception>
    public static ulong[] Read(GenerationFile file, CacheCounts counts)
    {
        if (counts.Revocations < 0 || counts.RevocationChunks != Count(counts.Revocations))
        {
            throw file.Damaged(GenerationTables.Header, $"{counts.Revocations} revocations do not fill {counts.RevocationChunks} chunks.");
        }

        var hashes = GC.AllocateUninitializedArray<ulong>(counts.Revocations);
        for (var chunk = 0; chunk < counts.RevocationChunks; chunk++)
        {
            ReadChunk<ulong>(file, GenerationTables.Revocations, chunk, hashes.Length).Span.CopyTo(MemoryMarshal.AsBytes(hashes.AsSpan(chunk * HashesPerChunk)));
        }

        return hashes;
    }

    /// <returns>The bytes of one chunk.</returns>
    /// <exception cref="CacheException">The chunk is missing, damaged, or of another length.</exception>
    public static ReadOnlyMemory<byte> ReadChunk<T>(GenerationFile file, string table, int chunk, int hashes)
        where T : unmanaged
    {
        var bytes = file.Get(table, GenerationTables.Key(chunk));
        var expected = LengthOf(chunk, hashes) * Marshal.SizeOf<T>();
        return bytes.Length == expected ? bytes : throw file.Damaged(table, $"chunk {chunk} has {bytes.Length} bytes, not {expected}.");
    }
}
