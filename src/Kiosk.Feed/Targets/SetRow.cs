namespace Kiosk.Feed.Targets;

/// <summary>One row of a set. From a reader, both parts are valid until the next row is read.</summary>
/// <param name="Value">Never empty.</param>
public readonly record struct SetRow(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value);

/// <summary>One change of a delta: adds or replaces the row of a key, or removes it. From a reader, valid until the next is read.</summary>
/// <param name="Value">Empty for a removal.</param>
public readonly record struct SetChange(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value)
{
    public bool IsRemoval => Value.IsEmpty;
}
