namespace Kiosk.Feed.Targets;

/// <summary>
/// New digests of some buckets of a set, to be laid over those that are kept (<see cref="SetDigest.With"/>). It says nothing of the rest: only the hash of the whole,
/// compared with the signed one, tells whether both were right.
/// </summary>
/// <remarks>Encoded as the buckets of <see cref="SetDigest"/> are; a digest of zeros stands for a bucket that holds no row any more.</remarks>
public sealed class SetDigestPatch
{
    private static readonly byte[] NoRow = new byte[SetHash.Length];

    private readonly SortedDictionary<byte[], byte[]> buckets = new(Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)));

    /// <summary>The number of buckets.</summary>
    public int Count => buckets.Count;

    /// <summary>In ascending order of the prefixes.</summary>
    internal IEnumerable<(byte[] Prefix, byte[] Digest, bool IsEmpty)> Buckets => buckets.Select(bucket => (bucket.Key, bucket.Value, bucket.Value == NoRow));

    /// <summary>Takes up what was kept.</summary>
    /// <exception cref="TargetFormatException">It is not <see cref="Encode"/>'s form.</exception>
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

    /// <summary>Lays a later patch over this one.</summary>
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
