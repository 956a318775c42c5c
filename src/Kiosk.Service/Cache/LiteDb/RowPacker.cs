using System.Buffers.Binary;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>Collects the rows of one table until they fill a block (<see cref="PackedRows"/>).</summary>
internal sealed class RowPacker
{
    /// <summary>In bytes: what a document with a number and these bytes leaves of two of LiteDB's pages. A row that is longer has a block of its own.</summary>
    public const int BlockLength = 16278;

    private readonly List<ushort> starts = [];
    private byte[] rows = new byte[BlockLength];
    private int length;

    public bool IsEmpty => starts.Count == 0;

    /// <summary>Of the row added last, in this block or an earlier one.</summary>
    public ReadOnlySpan<byte> LastKey => last.AsSpan(0, lastLength);

    private byte[] last = new byte[64];
    private int lastLength;

    public bool HasRoomFor(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        IsEmpty || sizeof(ushort) + (starts.Count * sizeof(ushort)) + length + PackedRows.LengthOf(key, value) <= BlockLength;

    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        var needed = length + PackedRows.LengthOf(key, value);
        if (rows.Length < needed)
        {
            Array.Resize(ref rows, 2 * needed);
        }

        starts.Add((ushort)length);
        BinaryPrimitives.WriteUInt16LittleEndian(rows.AsSpan(length), checked((ushort)key.Length));
        key.CopyTo(rows.AsSpan(length + sizeof(ushort)));
        value.CopyTo(rows.AsSpan(length + sizeof(ushort) + key.Length));
        length += sizeof(ushort) + key.Length + value.Length;
        Remember(key);
    }

    /// <summary>The block; the next one begins.</summary>
    public byte[] Take()
    {
        var directoryLength = sizeof(ushort) * (1 + starts.Count);
        var block = new byte[directoryLength + length];
        BinaryPrimitives.WriteUInt16LittleEndian(block, (ushort)starts.Count);
        for (var row = 0; row < starts.Count; row++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(sizeof(ushort) * (1 + row)), (ushort)(directoryLength + starts[row]));
        }

        rows.AsSpan(0, length).CopyTo(block.AsSpan(directoryLength));
        starts.Clear();
        length = 0;
        return block;
    }

    private void Remember(ReadOnlySpan<byte> key)
    {
        if (last.Length < key.Length)
        {
            last = new byte[2 * key.Length];
        }

        key.CopyTo(last);
        lastLength = key.Length;
    }
}
