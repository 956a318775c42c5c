namespace Kiosk.Feed.Targets;

/// <summary>Computes the digests of a complete set from its rows in ascending key order.</summary>
public sealed class SetDigestBuilder(SetShape shape) : IDisposable
{
    private readonly BucketHasher hasher = new();
    private readonly byte[] buckets = new byte[shape.BucketCount * SetHash.Length];
    private int bucket;

    /// <param name="key">A valid key of this class, greater than the previous one; not checked again here.</param>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        FinishUpTo(shape.BucketOf(key));
        hasher.Add(key, value);
    }

    /// <summary>The digests of all rows added; no more can be added.</summary>
    public SetDigest Build()
    {
        FinishUpTo(shape.BucketCount);
        return SetDigest.Of(shape, buckets);
    }

    public void Dispose() => hasher.Dispose();

    private void FinishUpTo(int next)
    {
        for (; bucket < next; bucket++)
        {
            hasher.Finish(buckets.AsSpan(bucket * SetHash.Length, SetHash.Length));
        }
    }
}
