namespace Kiosk.Feed.Targets;

/// <summary>The keys whose first bytes lie between two bounds; with equal bounds, those with that prefix.</summary>
/// <param name="First">The lower bound, included; empty for all keys.</param>
/// <param name="Last">The upper bound, included; as long as the lower one.</param>
public readonly record struct KeyRange(ReadOnlyMemory<byte> First, ReadOnlyMemory<byte> Last)
{
    public static KeyRange Prefix(ReadOnlyMemory<byte> prefix) => new(prefix, prefix);

    /// <summary>Whether this key and all greater ones come after the range.</summary>
    public bool EndsBefore(ReadOnlySpan<byte> key) => key[..Math.Min(key.Length, Last.Length)].SequenceCompareTo(Last.Span) > 0;
}
