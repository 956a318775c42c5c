using System.Buffers.Binary;

namespace Kiosk.Service.Cache;

/// <summary>How a row lies in a cache file: value, key of the row before, length of that key (2 bytes, little-endian), seal (8 bytes, little-endian).</summary>
internal static class SealedRow
{
    private const int TailLength = sizeof(ushort) + RowSeal.Length;

    /// <summary>The key of the row that ends every table: without it nobody could tell that rows are missing there. Above every key that a table may hold.</summary>
    public static ReadOnlySpan<byte> EndKey => [
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];

    public static int LengthOf(int value, int previousKey) => value + previousKey + TailLength;

    /// <summary>Writes the row at the beginning of the buffer.</summary>
    /// <returns>The part of the buffer that was written.</returns>
    public static ReadOnlySpan<byte> Write(RowSeal seal, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, ReadOnlySpan<byte> previousKey, Span<byte> buffer)
    {
        var row = buffer[..LengthOf(value.Length, previousKey.Length)];
        value.CopyTo(row);
        previousKey.CopyTo(row[value.Length..]);
        BinaryPrimitives.WriteUInt16LittleEndian(row[^TailLength..], checked((ushort)previousKey.Length));
        BinaryPrimitives.WriteUInt64LittleEndian(row[^RowSeal.Length..], seal.Of(key, value, previousKey));
        return row;
    }

    /// <returns>False where the row is not as it was written.</returns>
    public static bool TryRead(RowSeal seal, ReadOnlySpan<byte> key, ReadOnlySpan<byte> row, out ReadOnlySpan<byte> value, out ReadOnlySpan<byte> previousKey)
    {
        value = default;
        previousKey = default;
        if (ValueLength(row) is not { } length)
        {
            return false;
        }

        value = row[..length];
        previousKey = row[length..^TailLength];
        return BinaryPrimitives.ReadUInt64LittleEndian(row[^RowSeal.Length..]) == seal.Of(key, value, previousKey);
    }

    /// <summary>How much of the row is the value, whatever its seal says.</summary>
    /// <returns>Null where it is no row.</returns>
    public static int? ValueLength(ReadOnlySpan<byte> row) =>
        row.Length >= TailLength && row.Length - TailLength - BinaryPrimitives.ReadUInt16LittleEndian(row[^TailLength..]) is var length and >= 0 ? length : null;
}
