using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kiosk.Feed.Targets;

/// <summary>
/// New digests for some of a set's buckets and groups, applied over the stored ones (<see cref="SetDigest"/>). Neither is trusted by itself: only comparing the resulting hash with the signed one shows that
/// both are right.
/// </summary>
/// <remarks>Encoding: for each digest in ascending order its number (4 bytes, big-endian) and the digest. Groups are numbered from the number of buckets on, as they are stored.</remarks>
public sealed class SetDigestPatch
{
    private const int EntryLength = sizeof(int) + SetHash.Length;

    private List<Entry> entries = [];

    /// <summary>The buckets with new digests, in ascending order.</summary>
    public IEnumerable<int> BucketsOf(SetShape shape) => entries.Select(entry => entry.Number).TakeWhile(number => number < shape.BucketCount);

    /// <summary>Parses a stored patch.</summary>
    /// <exception cref="TargetFormatException">The bytes are not in the form of <see cref="Encode"/>.</exception>
    public static SetDigestPatch Parse(SetShape shape, ReadOnlySpan<byte> encoded)
    {
        var patch = new SetDigestPatch();
        var last = -1;
        for (var rest = encoded; !rest.IsEmpty; rest = rest[EntryLength..])
        {
            if (rest.Length < EntryLength || BinaryPrimitives.ReadInt32BigEndian(rest) is var number && (number <= last || number >= shape.BucketCount + shape.GroupCount))
            {
                throw new TargetFormatException("The set's changed digests are truncated, out of order or not of this set.");
            }

            patch.Put(number, rest[sizeof(int)..EntryLength].ToArray());
            last = number;
        }

        return patch;
    }

    /// <summary>Merges a later patch into this one.</summary>
    public void Add(SetDigestPatch later)
    {
        var merged = new List<Entry>(entries.Count + later.entries.Count);
        var next = 0;
        foreach (var entry in entries)
        {
            for (; next < later.entries.Count && later.entries[next].Number < entry.Number; next++)
            {
                merged.Add(later.entries[next]);
            }

            merged.Add(next < later.entries.Count && later.entries[next].Number == entry.Number ? later.entries[next++] : entry);
        }

        merged.AddRange(later.entries.Skip(next));
        entries = merged;
    }

    /// <summary>Computes the digest of each group with changed buckets.</summary>
    /// <param name="earlier">Applied to the stored digests before this patch.</param>
    /// <param name="readStored">Reads the stored digests of a group's buckets.</param>
    public void AddGroups(SetShape shape, SetDigestPatch earlier, ReadStoredDigests readStored)
    {
        var buckets = new byte[shape.BucketsPerGroup * SetHash.Length];
        foreach (var group in BucketsOf(shape).Select(bucket => bucket / shape.BucketsPerGroup).Distinct().ToList())
        {
            readStored(group, buckets);
            earlier.CopyTo(buckets, group * shape.BucketsPerGroup);
            CopyTo(buckets, group * shape.BucketsPerGroup);
            Put(shape.BucketCount + group, SHA256.HashData(buckets));
        }
    }

    /// <summary>Overwrites stored digests with those of this patch.</summary>
    /// <param name="digests">Consecutive digests.</param>
    /// <param name="firstNumber">The number of the first.</param>
    public void CopyTo(Span<byte> digests, int firstNumber)
    {
        for (var entry = FirstFrom(firstNumber); entry < entries.Count && entries[entry].Number - firstNumber < digests.Length / SetHash.Length; entry++)
        {
            entries[entry].Digest.CopyTo(digests[((entries[entry].Number - firstNumber) * SetHash.Length)..]);
        }
    }

    public byte[] Encode()
    {
        var encoded = new byte[entries.Count * EntryLength];
        for (var entry = 0; entry < entries.Count; entry++)
        {
            var place = encoded.AsSpan(entry * EntryLength);
            BinaryPrimitives.WriteInt32BigEndian(place, entries[entry].Number);
            entries[entry].Digest.CopyTo(place[sizeof(int)..]);
        }

        return encoded;
    }

    /// <param name="number">Greater than the previous one.</param>
    internal void Put(int number, byte[] digest) => entries.Add(new(number, digest));

    private int FirstFrom(int number)
    {
        var (first, end) = (0, entries.Count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = entries[middle].Number < number ? (middle + 1, end) : (first, middle);
        }

        return first;
    }

    private readonly record struct Entry(int Number, byte[] Digest);
}

/// <summary>Fills the span with the stored digests of a group's buckets.</summary>
public delegate void ReadStoredDigests(int group, Span<byte> buckets);
