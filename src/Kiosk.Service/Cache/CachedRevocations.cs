using Kiosk.Service.Cache.Rows;
using Kiosk.Verification.Crls;

namespace Kiosk.Service.Cache;

/// <summary>The revocations of a generation: eight bytes each in memory, and on the disk the way from a hash to the CRL entries behind it.</summary>
internal sealed class CachedRevocations
{
    private readonly GenerationFile file;
    private readonly ulong[] hashes;
    private readonly bool[] areVouchedFor;

    private CachedRevocations(GenerationFile file, ulong[] hashes)
    {
        (this.file, this.hashes, areVouchedFor) = (file, hashes, new bool[RevocationChunks.Count(hashes.Length)]);
        Index = RevocationIndex.Vouched(hashes, Vouch);
    }

    public RevocationIndex Index { get; }

    /// <summary>Reads all hashes. What the disk garbled is found at once, what somebody changed when an answer would rest on it.</summary>
    /// <exception cref="CacheException">A chunk is missing or damaged: without it nobody can be called good.</exception>
    public static CachedRevocations Load(GenerationFile file, CacheCounts counts) => new(file, RevocationChunks.Read(file, counts));

    /// <summary>The chunks of one CRL that hold an entry with this hash.</summary>
    /// <exception cref="CacheException">The places cannot be read.</exception>
    public IReadOnlyList<int> EntryChunks(int crl, ulong hash)
    {
        var chunks = new List<int>();
        var found = Index.Find(hash);
        if (found < 0)
        {
            return chunks;
        }

        var first = found;
        while (first > 0 && IsAt(first - 1, hash))
        {
            first--;
        }

        for (var i = first; i < hashes.Length && IsAt(i, hash); i++)
        {
            var place = RevocationPlace.Decode(RevocationChunks.ReadPlace(file, i, hashes.Length));
            if (place.Crl == crl && !chunks.Contains(place.Chunk))
            {
                chunks.Add(place.Chunk);
            }
        }

        return chunks;
    }

    private bool IsAt(int index, ulong hash)
    {
        Vouch(index);
        return hashes[index] == hash;
    }

    /// <summary>Compares the chunk in memory with its sealed row, once.</summary>
    private void Vouch(int index)
    {
        var chunk = index / RevocationChunks.HashesPerChunk;
        if (!areVouchedFor[chunk])
        {
            RevocationChunks.Compare(file, chunk, hashes);
            areVouchedFor[chunk] = true;
        }
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
