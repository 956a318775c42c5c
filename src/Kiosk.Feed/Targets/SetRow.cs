namespace Kiosk.Feed.Targets;

/// <summary>One row of a set. From a reader, both parts are valid until the next row is asked for.</summary>
/// <param name="Value">Never empty.</param>
public readonly record struct SetRow(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value);

/// <summary>One line of a delta: a row that is new or replaces the one with its key, or the removal of a key. From a reader, valid until the next is asked for.</summary>
/// <param name="Value">Empty for a removal.</param>
public readonly record struct SetChange(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value)
{
    public bool IsRemoval => Value.IsEmpty;
}
