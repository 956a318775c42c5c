using System.Buffers.Binary;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>Rows of one table in one block, ascending by key.</summary>
/// <remarks>Number of rows, where each begins (2 bytes each); then the rows: length of the key (2 bytes), key, value up to the next row. Little-endian.</remarks>
internal readonly struct PackedRows
{
    private readonly ReadOnlyMemory<byte> memory;

    private PackedRows(ReadOnlyMemory<byte> block, int count) => (memory, Count) = (block, count);

    public int Count { get; }

    /// <summary>With the row's place in the directory.</summary>
    public static int LengthOf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => (2 * sizeof(ushort)) + key.Length + value.Length;

    /// <param name="memory">Rows are shown where they lie in it.</param>
    /// <returns>Null where the bytes are no block.</returns>
    public static PackedRows? TryParse(ReadOnlyMemory<byte> memory)
    {
        var block = memory.Span;
        var count = block.Length < sizeof(ushort) ? 0 : BinaryPrimitives.ReadUInt16LittleEndian(block);
        var directoryEnd = sizeof(ushort) * (1 + count);
        if (count == 0 || directoryEnd > block.Length || Start(block, 0) != directoryEnd)
        {
            return null;
        }

        for (var row = 0; row < count; row++)
        {
            var start = Start(block, row);
            var end = row + 1 < count ? Start(block, row + 1) : block.Length;
            if (end - start < sizeof(ushort) || end > block.Length || BinaryPrimitives.ReadUInt16LittleEndian(block[start..]) > end - start - sizeof(ushort))
            {
                return null;
            }
        }

        return new(memory, count);
    }

    /// <summary>The row where it lies.</summary>
    public void Split(int row, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        var block = memory.Span;
        var (start, end) = Bounds(row);
        var content = block[start..end];
        var keyLength = BinaryPrimitives.ReadUInt16LittleEndian(content);
        key = content.Slice(sizeof(ushort), keyLength);
        value = content[(sizeof(ushort) + keyLength)..];
    }

    public ReadOnlySpan<byte> KeyOf(int row)
    {
        var content = memory.Span[Start(memory.Span, row)..];
        return content.Slice(sizeof(ushort), BinaryPrimitives.ReadUInt16LittleEndian(content));
    }

    /// <summary>The row, out of the block's memory.</summary>
    public CacheRow CopyOf(int row)
    {
        var (start, end) = Bounds(row);
        ReadOnlyMemory<byte> copy = memory.Span[(start + sizeof(ushort))..end].ToArray();
        var keyLength = BinaryPrimitives.ReadUInt16LittleEndian(memory.Span[start..]);
        return new(copy[..keyLength], copy[keyLength..]);
    }

    /// <returns>The first row whose key is not less; their number where there is none.</returns>
    public int FirstFrom(ReadOnlySpan<byte> key)
    {
        var (first, end) = (0, Count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = KeyOf(middle).SequenceCompareTo(key) < 0 ? (middle + 1, end) : (first, middle);
        }

        return first;
    }

    private (int Start, int End) Bounds(int row) => (Start(memory.Span, row), row + 1 < Count ? Start(memory.Span, row + 1) : memory.Length);

    private static int Start(ReadOnlySpan<byte> block, int row) => BinaryPrimitives.ReadUInt16LittleEndian(block[(sizeof(ushort) * (1 + row))..]);
}
