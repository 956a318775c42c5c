namespace Kiosk.Feed.Targets;

/// <summary>
/// New digests for some of a set's buckets, applied over the stored ones (<see cref="SetDigest.With"/>). Neither is trusted by itself: only comparing the resulting hash
/// with the signed one shows that both are right.
/// </summary>
/// <remarks>Encoded like the buckets of <see cref="SetDigest"/>; an all-zero digest means that the bucket is now empty.</remarks>
public sealed class SetDigestPatch
{
    private static readonly byte[] NoRow = new byte[SetHash.Length];

    private List<ChangedBucket> buckets = [];

    /// <summary>The number of buckets.</summary>
    public int Count => buckets.Count;

    /// <summary>The prefixes of the buckets, in ascending order.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Prefixes => buckets.Select(bucket => bucket.Prefix);

    /// <summary>In ascending order of prefix.</summary>
    internal IReadOnlyList<ChangedBucket> Buckets => buckets;

    /// <summary>Parses a stored patch.</summary>
    /// <exception cref="TargetFormatException">The bytes are not in the form of <see cref="Encode"/>.</exception>
    public static SetDigestPatch Parse(ReadOnlySpan<byte> encoded)
    {
        ReadOnlyMemory<byte> kept = encoded.ToArray();
        var patch = new SetDigestPatch();
        var entries = new SetDigestEntries(kept.Span);
        while (entries.TryRead())
        {
            var digest = entries.Position - SetHash.Length;
            patch.buckets.Add(new(kept.Slice(digest - entries.Prefix.Length, entries.Prefix.Length), kept.Slice(digest, SetHash.Length), entries.Digest.SequenceEqual(NoRow)));
        }

        return patch;
    }

    /// <summary>Merges a later patch into this one.</summary>
    public void Add(SetDigestPatch later)
    {
        var merged = new List<ChangedBucket>(buckets.Count + later.buckets.Count);
        var next = 0;
        foreach (var bucket in buckets)
        {
            for (; next < later.buckets.Count && Order(later.buckets[next], bucket) < 0; next++)
            {
                merged.Add(later.buckets[next]);
            }

            merged.Add(next < later.buckets.Count && Order(later.buckets[next], bucket) == 0 ? later.buckets[next++] : bucket);
        }

        merged.AddRange(later.buckets.Skip(next));
        buckets = merged;
    }

    public byte[] Encode()
    {
        var target = new MemoryStream();
        foreach (var (prefix, digest, _) in buckets)
        {
            SetDigest.Write(target.Write, prefix.Span, digest.Span);
        }

        return target.ToArray();
    }

    /// <param name="prefix">Greater than the previous one.</param>
    internal void Put(ReadOnlyMemory<byte> prefix, ReadOnlyMemory<byte> digest) => buckets.Add(new(prefix, digest, IsEmpty: false));

    /// <inheritdoc cref="Put"/>
    internal void PutEmpty(ReadOnlyMemory<byte> prefix) => buckets.Add(new(prefix, NoRow, IsEmpty: true));

    private static int Order(ChangedBucket one, ChangedBucket other) => one.Prefix.Span.SequenceCompareTo(other.Prefix.Span);
}

/// <summary>The new digest of one bucket.</summary>
/// <param name="IsEmpty">The bucket holds no row any more.</param>
internal readonly record struct ChangedBucket(ReadOnlyMemory<byte> Prefix, ReadOnlyMemory<byte> Digest, bool IsEmpty);
