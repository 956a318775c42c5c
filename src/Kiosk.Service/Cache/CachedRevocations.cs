using Kiosk.Service.Cache.Rows;
using Kiosk.Verification.Crls;

namespace Kiosk.Service.Cache;

/// <summary>The revocations of a generation: eight bytes each in memory, and on the disk the way from a hash to the CRL entries behind it.</summary>
internal sealed class CachedRevocations
{
    private readonly GenerationFile file;
    private readonly ulong[] hashes;

    private CachedRevocations(GenerationFile file, ulong[] hashes, RevocationIndex index)
    {
        this.file = file;
        this.hashes = hashes;
        Index = index;
    }

    public RevocationIndex Index { get; }

    /// <exception cref="CacheException">A chunk is missing or damaged: without it nobody can be called good.</exception>
    public static CachedRevocations Load(GenerationFile file, CacheCounts counts)
    {
        var loaded = RevocationChunks.Read(file, counts);
        try
        {
            return new(file, loaded, new RevocationIndex(loaded));
        }
        catch (ArgumentException e)
        {
            throw file.Damaged(GenerationTables.Revocations, "the hashes are not in order.", e);
        }
    }

    /// <summary>The chunks of one CRL that hold an entry with this hash.</summary>
    /// <exception cref="CacheException">The places cannot be read.</exception>
    public IReadOnlyList<int> EntryChunks(int crl, ulong hash)
    {
        var chunks = new List<int>();
        var found = Array.BinarySearch(hashes, hash);
        if (found < 0)
        {
            return chunks;
        }

        var first = found;
        while (first > 0 && hashes[first - 1] == hash)
        {
            first--;
        }

        for (var i = first; i < hashes.Length && hashes[i] == hash; i++)
        {
            var place = RevocationPlace.Decode(RevocationChunks.ReadPlace(file, i, hashes.Length));
            if (place.Crl == crl && !chunks.Contains(place.Chunk))
            {
                chunks.Add(place.Chunk);
            }
        }

        return chunks;
    }
}

/// <summary>Where the entry of a hash stands.</summary>
/// <param name="Crl">Number of the CRL within the generation.</param>
/// <param name="Chunk">Number of the chunk of its entries.</param>
internal readonly record struct RevocationPlace(int Crl, int Chunk)
{
    public const int Max = ushort.MaxValue;

    public uint Encode() => ((uint)Crl << 16) | (uint)Chunk;

    public static RevocationPlace Decode(uint place) => new((int)(place >> 16), (int)(place & Max));
}
