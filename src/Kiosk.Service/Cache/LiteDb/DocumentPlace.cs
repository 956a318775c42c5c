using System.Buffers.Binary;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>Where LiteDB put a document: the page, and which of its segments; LiteDB's own PageAddress.</summary>
internal readonly record struct DocumentPlace(uint Page, byte Segment)
{
    public const int Length = sizeof(uint) + 1;

    public static DocumentPlace Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt32LittleEndian(bytes), bytes[sizeof(uint)]);

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Page);
        bytes[sizeof(uint)] = Segment;
    }
}
