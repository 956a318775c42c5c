using System.Buffers.Binary;
using System.IO.Compression;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards.Piv;

/// <summary>
/// Exactly one gzip member (RFC 1952). <see cref="GZipStream"/> accepts several and ignores trailing bytes, so header and trailer are checked here.
/// </summary>
internal static class GzipMember
{
    private const int HeaderLength = 10;
    private const int TrailerLength = 8;

    private const byte HeaderChecksum = 0x02;
    private const byte Extra = 0x04;
    private const byte Name = 0x08;
    private const byte Comment = 0x10;
    private const byte Reserved = 0xE0;

    private static ReadOnlySpan<byte> MagicAndDeflate => [0x1F, 0x8B, 0x08];

    /// <param name="maxLength">Maximum decompressed length in bytes, whatever the member claims.</param>
    /// <exception cref="CardMalformedException">Not exactly one complete gzip member, or the content is too long.</exception>
    public static byte[] Decompress(ReadOnlySpan<byte> member, int maxLength)
    {
        var header = ReadHeader(member);
        if (member.Length - header <= TrailerLength)
        {
            throw new CardMalformedException("The compressed certificate is cut short.");
        }

        var trailer = member[^TrailerLength..];
        var length = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
        if (length > maxLength)
        {
            throw new CardMalformedException($"The compressed certificate unpacks to more than {maxLength} bytes.");
        }

        var content = Inflate(member[header..^TrailerLength].ToArray(), (int)length);
        return Crc32.Compute(content) == BinaryPrimitives.ReadUInt32LittleEndian(trailer)
            ? content
            : throw new CardMalformedException("The compressed certificate's checksum is wrong.");
    }

    /// <summary>Whether the bytes start with gzip's magic number.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes.StartsWith(MagicAndDeflate);

    public static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    /// <returns>The header's length, optional fields included (RFC 1952, 2.3).</returns>
    private static int ReadHeader(ReadOnlySpan<byte> member)
    {
        if (member.Length < HeaderLength || !member.StartsWith(MagicAndDeflate) || (member[3] & Reserved) != 0)
        {
            throw new CardMalformedException("The compressed certificate is not gzip.");
        }

        var position = HeaderLength;
        if ((member[3] & Extra) != 0)
        {
            position += 2 + BinaryPrimitives.ReadUInt16LittleEndian(Slice(member, position, 2));
        }

        position = (member[3] & Name) != 0 ? AfterZero(member, position) : position;
        position = (member[3] & Comment) != 0 ? AfterZero(member, position) : position;
        if ((member[3] & HeaderChecksum) != 0)
        {
            var checksum = BinaryPrimitives.ReadUInt16LittleEndian(Slice(member, position, 2));
            if ((Crc32.Compute(member[..position]) & 0xFFFF) != checksum)
            {
                throw new CardMalformedException("The compressed certificate's header has a wrong checksum.");
            }

            position += 2;
        }

        return position;
    }

    private static int AfterZero(ReadOnlySpan<byte> member, int position)
    {
        var length = Slice(member, position, 0).IndexOf((byte)0);
        return length < 0 ? throw CutHeader() : position + length + 1;
    }

    /// <summary>The bytes from the position, at least the given number.</summary>
    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> member, int position, int least) =>
        position + least <= member.Length ? member[position..] : throw CutHeader();

    private static CardMalformedException CutHeader() => new("The compressed certificate's header is cut short.");

    private static byte[] Inflate(byte[] deflated, int length)
    {
        using var input = new LastByteApart(deflated);
        using var inflater = new DeflateStream(input, CompressionMode.Decompress);

        // One byte more than announced, to detect longer content.
        var content = new byte[length + 1];
        try
        {
            var read = inflater.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return read == length && input.IsUsedExactly
                ? content[..length]
                : throw new CardMalformedException("The compressed certificate does not end where its length says, or something follows it.");
        }
        catch (InvalidDataException exception)
        {
            throw new CardMalformedException("The compressed certificate cannot be unpacked.", exception);
        }
    }

    /// <summary>Returns the last byte in a read of its own: the inflater has consumed exactly the input if it asks for that byte and for no more.</summary>
    private sealed class LastByteApart(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        private bool gaveLast;
        private bool wasAskedForMore;

        public bool IsUsedExactly => gaveLast && !wasAskedForMore;

        // MemoryStream's span overload calls this one.
        public override int Read(byte[] buffer, int offset, int count)
        {
            wasAskedForMore |= gaveLast;
            var before = (int)(Length - 1 - Position);
            gaveLast |= before == 0;
            return base.Read(buffer, offset, before > 0 ? Math.Min(count, before) : count);
        }
    }
}
