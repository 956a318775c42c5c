using System.Buffers.Binary;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>Rows of one table in one block, ascending by key.</summary>
/// <remarks>Number of rows, where each begins (2 bytes each); then the rows: length of the key (2 bytes), key, value up to the next row. Little-endian.</remarks>
internal sealed class PackedRows
{
    private readonly byte[] block;

    private PackedRows(byte[] block, int count) => (this.block, Count) = (block, count);

    public int Count { get; }

    /// <summary>With the row's place in the directory.</summary>
    public static int LengthOf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => (2 * sizeof(ushort)) + key.Length + value.Length;

    /// <param name="block">Kept: rows are shown where they lie in it.</param>
    /// <returns>Null where the bytes are no block.</returns>
    public static PackedRows? TryParse(byte[] block)
    {
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
            if (end - start < sizeof(ushort) || end > block.Length || BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(start)) > end - start - sizeof(ushort))
            {
                return null;
            }
        }

        return new(block, count);
    }

    public CacheRow this[int row]
    {
        get
        {
            var start = Start(block, row) + sizeof(ushort);
            var end = row + 1 < Count ? Start(block, row + 1) : block.Length;
            var keyLength = KeyLength(start);
            return new(block.AsMemory(start, keyLength), block.AsMemory(start + keyLength, end - start - keyLength));
        }
    }

    public ReadOnlySpan<byte> KeyOf(int row)
    {
        var start = Start(block, row) + sizeof(ushort);
        return block.AsSpan(start, KeyLength(start));
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

    private int KeyLength(int keyStart) => BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(keyStart - sizeof(ushort)));

    private static int Start(byte[] block, int row) => BinaryPrimitives.ReadUInt16LittleEndian(block.AsSpan(sizeof(ushort) * (1 + row)));
}
