using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>
/// The CRC-32C of each page of a cache file, behind the last page. LiteDB checks nothing of what it reads, and a page that it misunderstands may lead it anywhere. Whoever changes a page together
/// with its sum meets the rows' seals.
/// </summary>
/// <remarks>The sums, their number, the sum of all that (4 bytes each, little-endian), a mark of 8 bytes.</remarks>
internal static class PageSums
{
    /// <summary>LiteDB's, in bytes.</summary>
    public const int PageLength = 8192;

    private const int TailLength = (2 * sizeof(uint)) + sizeof(ulong);

    private static ReadOnlySpan<byte> Mark => "kioskCRC"u8;

    public static uint Of(ReadOnlySpan<byte> page)
    {
        var sum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(page))
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        return ~sum;
    }

    public static byte[] Encode(ReadOnlySpan<uint> sums)
    {
        var encoded = new byte[(sums.Length * sizeof(uint)) + TailLength];
        for (var page = 0; page < sums.Length; page++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(encoded.AsSpan(page * sizeof(uint)), sums[page]);
        }

        var tail = encoded.AsSpan()[^TailLength..];
        BinaryPrimitives.WriteInt32LittleEndian(tail, sums.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(tail[sizeof(int)..], OfSums(encoded));
        Mark.CopyTo(tail[(2 * sizeof(uint))..]);
        return encoded;
    }

    /// <returns>Null where the file does not end as a sealed one does.</returns>
    /// <exception cref="IOException">The disk does not give it.</exception>
    public static uint[]? Read(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        Span<byte> tail = stackalloc byte[TailLength];
        if (length < TailLength || RandomAccess.Read(file, tail, length - TailLength) < TailLength || !tail.EndsWith(Mark))
        {
            return null;
        }

        // A number that the length does not bear out is read no further.
        var pages = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (pages <= 0 || length != ((long)pages * (PageLength + sizeof(uint))) + TailLength)
        {
            return null;
        }

        var encoded = new byte[(pages * sizeof(uint)) + TailLength];
        if (RandomAccess.Read(file, encoded, length - encoded.Length) < encoded.Length || OfSums(encoded) != BinaryPrimitives.ReadUInt32LittleEndian(tail[sizeof(int)..]))
        {
            return null;
        }

        var sums = new uint[pages];
        for (var page = 0; page < pages; page++)
        {
            sums[page] = BinaryPrimitives.ReadUInt32LittleEndian(encoded.AsSpan(page * sizeof(uint)));
        }

        return sums;
    }

    private static uint OfSums(ReadOnlySpan<byte> encoded)
    {
        var sum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, uint>(encoded[..^(TailLength - sizeof(int))]))
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        return ~sum;
    }
}
