using System.Buffers.Binary;
using System.Numerics;

namespace Kiosk.Service.Cache;

/// <summary>
/// CRC-32C (RFC 3720, appendix B.4) of key and value behind every value: neither engine has page checksums, and a bit that flipped on a worn card must become
/// an error, never an answer.
/// </summary>
internal static class RowChecksum
{
    public const int Length = sizeof(uint);

    public static uint Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => ~Continue(Continue(uint.MaxValue, key), value);

    /// <summary>The value followed by its checksum.</summary>
    public static byte[] Append(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var row = new byte[value.Length + Length];
        value.CopyTo(row);
        BinaryPrimitives.WriteUInt32LittleEndian(row.AsSpan(value.Length), Of(key, value));
        return row;
    }

    /// <returns>The value without its checksum, or null when the two do not agree.</returns>
    public static ReadOnlyMemory<byte>? Remove(ReadOnlySpan<byte> key, ReadOnlyMemory<byte> row)
    {
        if (row.Length < Length)
        {
            return null;
        }

        var value = row[..^Length];
        // A bare null would become an empty value here, by way of byte[].
        return BinaryPrimitives.ReadUInt32LittleEndian(row.Span[^Length..]) == Of(key, value.Span) ? value : default(ReadOnlyMemory<byte>?);
    }

    private static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return crc;
    }
}
