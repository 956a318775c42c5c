namespace Kiosk.Feed.Targets;

/// <summary>Walks encoded bucket digests.</summary>
internal ref struct SetDigestEntries
{
    private readonly ReadOnlySpan<byte> encoded;

    public SetDigestEntries(ReadOnlySpan<byte> encoded) => this.encoded = encoded;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>Of the bucket read last.</summary>
    public ReadOnlySpan<byte> Prefix { get; private set; }

    /// <summary>Of the same bucket.</summary>
    public ReadOnlySpan<byte> Digest { get; private set; }

    /// <returns>False at the end.</returns>
    /// <exception cref="TargetFormatException">A bucket is cut short or out of order.</exception>
    public bool TryRead()
    {
        if (Position == encoded.Length)
        {
            return false;
        }

        int length = encoded[Position];
        var rest = encoded[(Position + 1)..];
        if (length == 0 || rest.Length < length + SetHash.Length)
        {
            throw new TargetFormatException("The set's digests are cut short.");
        }

        if (rest[..length].SequenceCompareTo(Prefix) <= 0)
        {
            throw new TargetFormatException("The set's digests are out of order.");
        }

        Prefix = rest[..length];
        Digest = rest.Slice(length, SetHash.Length);
        Position += 1 + length + SetHash.Length;
        return true;
    }
}
