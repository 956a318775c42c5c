namespace Kiosk.Feed.Targets;

/// <summary>Computes the digests of a complete set from its rows in ascending key order.</summary>
public sealed class SetDigestBuilder : IDisposable
{
    private readonly DataClass dataClass;
    private readonly BucketHasher hasher = new();
    private readonly MemoryStream encoded = new();
    private readonly byte[] prefix = new byte[DataClasses.MaxKeyLength];
    private int prefixLength;

    public SetDigestBuilder(DataClass dataClass)
    {
        this.dataClass = dataClass;
        encoded.Write([.. SetDigest.Domain, (byte)dataClass]);
    }

    /// <param name="key">A valid key of this class, greater than the previous one; not checked again here.</param>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var bucket = dataClass.BucketOf(key);
        if (!bucket.SequenceEqual(prefix.AsSpan(0, prefixLength)))
        {
            Finish();
            bucket.CopyTo(prefix);
            prefixLength = bucket.Length;
        }

        hasher.Add(key, value);
    }

    /// <summary>The digests of all rows added.</summary>
    public SetDigest Build()
    {
        Finish();
        prefixLength = 0;
        return SetDigest.Of(dataClass, encoded.ToArray());
    }

    public void Dispose()
    {
        hasher.Dispose();
        encoded.Dispose();
    }

    private void Finish()
    {
        if (prefixLength > 0)
        {
            Span<byte> digest = stackalloc byte[SetHash.Length];
            hasher.Finish(digest);
            SetDigest.Write(encoded.Write, prefix.AsSpan(0, prefixLength), digest);
        }
    }
}
