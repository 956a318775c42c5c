namespace Kiosk.Feed.Targets;

/// <summary>
/// New digests for some of a set's buckets, applied over the stored ones (<see cref="SetDigest.With"/>). Neither is trusted by itself: only comparing the resulting hash
/// with the signed one shows that both are right.
/// </summary>
/// <remarks>Encoded like the buckets of <see cref="SetDigest"/>; an all-zero digest means that the bucket is now empty.</remarks>
public sealed class SetDigestPatch
{
    private static readonly byte[] NoRow = new byte[SetHash.Length];

    private readonly SortedDictionary<byte[], byte[]> buckets = new(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));

    /// <summary>The number of buckets.</summary>
    public int Count => buckets.Count;

    /// <summary>In ascending order of prefix.</summary>
    internal IEnumerable<(byte[] Prefix, byte[] Digest, bool IsEmpty)> Buckets => buckets.Select(bucket => (bucket.Key, bucket.Value, bucket.Value == NoRow));

    /// <summary>Parses a stored patch.</summary>
    /// <exception cref="TargetFormatException">The bytes are not in the form of <see cref="Encode"/>.</exception>
    public static SetDigestPatch Parse(ReadOnlySpan<byte> encoded)
    {
        var patch = new SetDigestPatch();
        var entries = new SetDigestEntries(encoded);
        while (entries.TryRead())
        {
            patch.buckets.Add(entries.Prefix.ToArray(), entries.Digest.SequenceEqual(NoRow) ? NoRow : entries.Digest.ToArray());
        }

        return patch;
    }

    /// <summary>Merges a later patch into this one.</summary>
    public void Add(SetDigestPatch later)
    {
        foreach (var (prefix, digest) in later.buckets)
        {
            buckets[prefix] = digest;
        }
    }

    public byte[] Encode()
    {
        var target = new MemoryStream();
        foreach (var (prefix, digest) in buckets)
        {
            SetDigest.Write(target, prefix, digest);
        }

        return target.ToArray();
    }

    internal void Put(byte[] prefix, byte[] digest) => buckets[prefix] = digest;

    internal void PutEmpty(byte[] prefix) => buckets[prefix] = NoRow;
}
