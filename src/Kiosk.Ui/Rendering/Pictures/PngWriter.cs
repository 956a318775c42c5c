using System.Buffers.Binary;
using System.IO.Compression;

namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>
/// Encodes a picture as PNG (ISO/IEC 15948): 8-bit truecolour, unfiltered rows, fastest compression. The pictures are flat areas and letters, which
/// compress as well this way as in five times the time, and latency matters.
/// </summary>
internal static class PngWriter
{
    private const int BytesPerRgb = 3;
    private const int HeaderLength = 13;
    private const byte BitDepth = 8;
    private const byte Truecolour = 2;

    /// <summary>Combined size of a chunk's length, type and CRC fields.</summary>
    private const int ChunkOverhead = 12;

    private static readonly uint[] CrcTable = MakeCrcTable();

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="pixels">In the format of <see cref="Picture.Pixels"/>.</param>
    public static byte[] Write(ReadOnlySpan<byte> pixels, int width, int height)
    {
        var header = new byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = BitDepth;
        header[9] = Truecolour;
        using var packed = Pack(pixels, width);
        var data = packed.GetBuffer().AsSpan(0, (int)packed.Length);
        var file = new byte[Signature.Length + (3 * ChunkOverhead) + HeaderLength + data.Length];
        Signature.CopyTo(file);
        var rest = file.AsSpan(Signature.Length);
        rest = PutChunk(rest, "IHDR"u8, header);
        rest = PutChunk(rest, "IDAT"u8, data);
        PutChunk(rest, "IEND"u8, []);
        return file;
    }

    private static MemoryStream Pack(ReadOnlySpan<byte> pixels, int width)
    {
        var packed = new MemoryStream();
        using var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true);
        // The first byte is the filter type: 0, none.
        var line = new byte[1 + (width * BytesPerRgb)];
        for (var stride = width * Picture.BytesPerPixel; !pixels.IsEmpty; pixels = pixels[stride..])
        {
            PutRow(pixels[..stride], line.AsSpan(1));
            zlib.Write(line);
        }

        return packed;
    }

    private static void PutRow(ReadOnlySpan<byte> bgrx, Span<byte> rgb)
    {
        while (bgrx.Length >= Picture.BytesPerPixel)
        {
            (rgb[0], rgb[1], rgb[2]) = (bgrx[2], bgrx[1], bgrx[0]);
            bgrx = bgrx[Picture.BytesPerPixel..];
            rgb = rgb[BytesPerRgb..];
        }
    }

    /// <returns>The space after the chunk.</returns>
    private static Span<byte> PutChunk(Span<byte> file, scoped ReadOnlySpan<byte> type, scoped ReadOnlySpan<byte> data)
    {
        BinaryPrimitives.WriteInt32BigEndian(file, data.Length);
        type.CopyTo(file[4..]);
        data.CopyTo(file[8..]);
        BinaryPrimitives.WriteUInt32BigEndian(file[(8 + data.Length)..], Crc(file.Slice(4, 4 + data.Length)));
        return file[(ChunkOverhead + data.Length)..];
    }

    // ISO/IEC 15948, annex D.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc = CrcTable[(crc ^ one) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint[] MakeCrcTable()
    {
        const uint Polynomial = 0xEDB88320;
        var table = new uint[256];
        for (var index = 0u; index < table.Length; index++)
        {
            var value = index;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? Polynomial ^ (value >> 1) : value >> 1;
            }

            table[index] = value;
        }

        return table;
    }
}
