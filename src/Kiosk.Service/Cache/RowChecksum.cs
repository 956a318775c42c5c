using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Kiosk.Service.Cache;

/// <summary>
/// A checksum of key and value behind every value: neither engine has page checksums, and a bit that flipped on a worn card must become an error, never an answer.
/// </summary>
/// <remarks>
/// CRC-32C (RFC 3720, appendix B.4) over key and value. In a value of 32 bytes and more the 8-byte words of whole 32-byte groups go to four CRCs in turn, and a
/// fifth goes over their results and the rest: the processor works on all four at once, and a million revocations are checked in a millisecond.
/// </remarks>
internal static class RowChecksum
{
    public const int Length = sizeof(uint);

    private const int GroupLength = 4 * sizeof(ulong);

    public static uint Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var crc = Continue(uint.MaxValue, key);
        var grouped = value.Length - (value.Length % GroupLength);
        if (grouped > 0)
        {
            crc = ContinueGroups(crc, value[..grouped]);
        }

        return ~Continue(crc, value[grouped..]);
    }

    /// <summary>The value followed by its checksum.</summary>
    public static byte[] Append(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var row = new byte[value.Length + Length];
        _ = Append(key, value, row);
        return row;
    }

    /// <summary>The same at the beginning of a buffer.</summary>
    /// <returns>The part of the buffer that was written.</returns>
    public static ReadOnlySpan<byte> Append(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, Span<byte> buffer)
    {
        value.CopyTo(buffer);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer[value.Length..], Of(key, value));
        return buffer[..(value.Length + Length)];
    }

    /// <returns>The value without its checksum, or null when the two do not agree.</returns>
    // A bare null would become an empty value here, by way of byte[].
    public static ReadOnlyMemory<byte>? Remove(ReadOnlySpan<byte> key, ReadOnlyMemory<byte> row) =>
        Matches(key, row.Span) ? row[..^Length] : default(ReadOnlyMemory<byte>?);

    /// <summary>Copies the value without its checksum.</summary>
    /// <returns>False when the value is not as long as the destination or does not agree with its checksum; what was copied is of no use then.</returns>
    public static bool TryRemove(ReadOnlySpan<byte> key, ReadOnlySpan<byte> row, Span<byte> destination)
    {
        if (row.Length != destination.Length + Length)
        {
            return false;
        }

        row[..^Length].CopyTo(destination);
        return BinaryPrimitives.ReadUInt32LittleEndian(row[^Length..]) == Of(key, destination);
    }

    /// <summary>Whether the row ends in the checksum of the rest.</summary>
    public static bool Matches(ReadOnlySpan<byte> key, ReadOnlySpan<byte> row) =>
        row.Length >= Length && BinaryPrimitives.ReadUInt32LittleEndian(row[^Length..]) == Of(key, row[..^Length]);

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

    // Optimised from the first call: the first call is the one that the start of the service waits for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint ContinueGroups(uint crc, ReadOnlySpan<byte> groups)
    {
        var (first, second, third, fourth) = (crc, crc, crc, crc);
        for (; groups.Length >= GroupLength; groups = groups[GroupLength..])
        {
            first = BitOperations.Crc32C(first, BinaryPrimitives.ReadUInt64LittleEndian(groups));
            second = BitOperations.Crc32C(second, BinaryPrimitives.ReadUInt64LittleEndian(groups[8..]));
            third = BitOperations.Crc32C(third, BinaryPrimitives.ReadUInt64LittleEndian(groups[16..]));
            fourth = BitOperations.Crc32C(fourth, BinaryPrimitives.ReadUInt64LittleEndian(groups[24..]));
        }

        // Each result goes through the register before the next: fed into one another they would be added, and lanes could change places.
        crc = BitOperations.Crc32C(uint.MaxValue, first);
        crc = BitOperations.Crc32C(crc, second);
        crc = BitOperations.Crc32C(crc, third);
        return BitOperations.Crc32C(crc, fourth);
    }
}
