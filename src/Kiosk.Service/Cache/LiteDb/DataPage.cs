using System.Buffers.Binary;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>
/// A page of documents as LiteDB 5 writes it. LiteDB finds a document through a skip list, makes objects of all that it passes, and keeps the pages it touched: 20 to 50 µs for what lies on two pages whose
/// numbers the directory can hold. So a block is read from there, and only where it does not lie there as it should is LiteDB asked.
/// </summary>
/// <remarks>
/// Number, kind of the page; from its end: length and position of each segment (2 bytes each). A segment: whether it goes on with a document (1), where the document goes on (5), bytes. Of the document:
/// its length, 10 "_id" 00, the number, 05 "v" 00, the length of the bytes, 00, the bytes, 00. All little-endian.
/// </remarks>
internal readonly ref struct DataPage(ReadOnlySpan<byte> page)
{
    private const int KindOffset = 4;
    private const byte KindOfDocuments = 4;
    private const int HighestSegmentOffset = 30;
    private const byte NoSegment = byte.MaxValue;
    private const int HeaderLength = 32;
    private const int SlotLength = 2 * sizeof(ushort);
    private const int SegmentHeaderLength = 1 + DocumentPlace.Length;

    private readonly ReadOnlySpan<byte> page = page;

    private static ReadOnlySpan<byte> IdName => "\u0010_id\0"u8;

    private static ReadOnlySpan<byte> BytesName => "\u0005v\0"u8;

    private static int HeadLength => (3 * sizeof(int)) + IdName.Length + BytesName.Length + 1;

    public uint Number => BinaryPrimitives.ReadUInt32LittleEndian(page);

    public bool HoldsDocuments => page[KindOffset] == KindOfDocuments;

    public int SegmentCount => page[HighestSegmentOffset] == NoSegment ? 0 : page[HighestSegmentOffset] + 1;

    /// <returns>False where the page has no such segment.</returns>
    public bool TryRead(byte segment, out bool goesOn, out DocumentPlace next, out ReadOnlySpan<byte> bytes)
    {
        goesOn = false;
        next = default;
        bytes = default;
        var slot = page[(PageSums.PageLength - ((segment + 1) * SlotLength))..];
        var (length, position) = (BinaryPrimitives.ReadUInt16LittleEndian(slot), BinaryPrimitives.ReadUInt16LittleEndian(slot[sizeof(ushort)..]));
        if (position < HeaderLength || length < SegmentHeaderLength || position + length > PageSums.PageLength)
        {
            return false;
        }

        var content = page.Slice(position, length);
        goesOn = content[0] != 0;
        next = DocumentPlace.Read(content[1..]);
        bytes = content[SegmentHeaderLength..];
        return true;
    }

    /// <summary>Reads the beginning of a block's document.</summary>
    /// <returns>Null where it is another document.</returns>
    public static (int Number, int Length)? TryReadHead(ref ReadOnlySpan<byte> document)
    {
        if (document.Length < HeadLength)
        {
            return null;
        }

        var whole = BinaryPrimitives.ReadInt32LittleEndian(document);
        var rest = document[sizeof(int)..];
        if (!rest.StartsWith(IdName))
        {
            return null;
        }

        rest = rest[IdName.Length..];
        var number = BinaryPrimitives.ReadInt32LittleEndian(rest);
        rest = rest[sizeof(int)..];
        if (!rest.StartsWith(BytesName))
        {
            return null;
        }

        rest = rest[BytesName.Length..];
        var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        if (length < 0 || whole != (long)length + HeadLength + 1)
        {
            return null;
        }

        document = document[HeadLength..];
        return (number, length);
    }
}
