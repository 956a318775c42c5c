namespace Kiosk.Feed.Targets;

/// <summary>Enumerates encoded bucket digests.</summary>
internal ref struct SetDigestEntries
{
    private readonly ReadOnlySpan<byte> encoded;

    public SetDigestEntries(ReadOnlySpan<byte> encoded) => this.encoded = encoded;

    /// <summary>The number of bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>The prefix of the current bucket.</summary>
    public ReadOnlySpan<byte> Prefix { get; private set; }

    /// <summary>The digest of the current bucket.</summary>
    public ReadOnlySpan<byte> Digest { get; private set; }

    /// <returns>False at the end.</returns>
    /// <exception cref="TargetFormatException">A bucket is truncated or out of order.</exception>
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
            throw new TargetFormatException("The set's digests are truncated.");
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
