using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>What stands behind the last page of a cache file.</summary>
/// <remarks>
/// The sum of each page; the number of the directory's block, the page and the segment where it begins; the number of pages; the sum of all that (4 bytes each, little-endian); a mark of 8 bytes.
/// </remarks>
/// <param name="Sums">Of each page (<see cref="PageSums"/>).</param>
/// <param name="Directory">The number of the block that is the directory.</param>
/// <param name="Place">Where that begins.</param>
internal sealed record FileTail(uint[] Sums, int Directory, DocumentPlace Place)
{
    private const int EndLength = (2 * sizeof(uint)) + sizeof(ulong);
    private const int FixedLength = (3 * sizeof(uint)) + EndLength;

    private static ReadOnlySpan<byte> Mark => "kioskCRC"u8;

    public byte[] Encode()
    {
        var encoded = new byte[(Sums.Length * sizeof(uint)) + FixedLength];
        for (var page = 0; page < Sums.Length; page++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(encoded.AsSpan(page * sizeof(uint)), Sums[page]);
        }

        var rest = encoded.AsSpan()[^FixedLength..];
        BinaryPrimitives.WriteInt32LittleEndian(rest, Directory);
        Place.Write(rest[sizeof(int)..]);
        var end = encoded.AsSpan()[^EndLength..];
        BinaryPrimitives.WriteInt32LittleEndian(end, Sums.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end[sizeof(int)..], SumOf(encoded));
        Mark.CopyTo(end[(2 * sizeof(uint))..]);
        return encoded;
    }

    /// <returns>Null where the file does not end as a sealed one does.</returns>
    /// <exception cref="IOException">The disk does not give it.</exception>
    public static FileTail? Read(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        Span<byte> end = stackalloc byte[EndLength];
        if (length < FixedLength || RandomAccess.Read(file, end, length - EndLength) < EndLength || !end.EndsWith(Mark))
        {
            return null;
        }

        // A number that the length does not bear out is read no further.
        var pages = BinaryPrimitives.ReadInt32LittleEndian(end);
        if (pages <= 0 || length != ((long)pages * (PageSums.PageLength + sizeof(uint))) + FixedLength)
        {
            return null;
        }

        var encoded = new byte[(pages * sizeof(uint)) + FixedLength];
        if (RandomAccess.Read(file, encoded, length - encoded.Length) < encoded.Length || SumOf(encoded) != BinaryPrimitives.ReadUInt32LittleEndian(end[sizeof(int)..]))
        {
            return null;
        }

        var sums = new uint[pages];
        for (var page = 0; page < pages; page++)
        {
            sums[page] = BinaryPrimitives.ReadUInt32LittleEndian(encoded.AsSpan(page * sizeof(uint)));
        }

        var rest = encoded.AsSpan()[^FixedLength..];
        return new(sums, BinaryPrimitives.ReadInt32LittleEndian(rest), DocumentPlace.Read(rest[sizeof(int)..]));
    }

    private static uint SumOf(ReadOnlySpan<byte> encoded)
    {
        var sum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, uint>(encoded[..^(EndLength - sizeof(int))]))
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        return ~sum;
    }
}
