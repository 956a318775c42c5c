using System.Buffers;
using System.Buffers.Binary;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>Where the rows of a table lie: its blocks in key order, and the last key of each. So the block that holds a row, or the row after a missing one, is known before any is read.</summary>
/// <remarks>Number of blocks; then for each its number (4 bytes), where its key ends (4) and where LiteDB put it (5), little-endian; then the keys.</remarks>
internal sealed class Fences
{
    private const int EntryLength = (2 * sizeof(int)) + DocumentPlace.Length;

    private readonly ReadOnlyMemory<byte> encoded;
    private readonly int keysStart;

    private Fences(ReadOnlyMemory<byte> encoded, int count) => (this.encoded, Count, keysStart) = (encoded, count, sizeof(int) + (count * EntryLength));

    public int Count { get; }

    /// <returns>Null where the bytes are none.</returns>
    public static Fences? TryParse(ReadOnlyMemory<byte> encoded)
    {
        var count = encoded.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(encoded.Span);
        if (count < 0 || count > (encoded.Length - sizeof(int)) / EntryLength)
        {
            return null;
        }

        var fences = new Fences(encoded, count);
        var end = 0;
        for (var block = 0; block < count; block++)
        {
            var next = fences.KeyEnd(block);
            if (next < end)
            {
                return null;
            }

            end = next;
        }

        return end == encoded.Length - fences.keysStart ? fences : null;
    }

    /// <summary>The number under which the block was written.</summary>
    public int NumberOf(int block) => BinaryPrimitives.ReadInt32LittleEndian(encoded.Span[(sizeof(int) + (block * EntryLength))..]);

    /// <summary>Where the block's document was when it was written.</summary>
    public DocumentPlace PlaceOf(int block) => DocumentPlace.Read(encoded.Span[((3 * sizeof(int)) + (block * EntryLength))..]);

    /// <returns>The block with the first row whose key is not less; their number where there is none.</returns>
    public int FirstFrom(ReadOnlySpan<byte> key)
    {
        var (first, end) = (0, Count);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = LastKeyOf(middle).SequenceCompareTo(key) < 0 ? (middle + 1, end) : (first, middle);
        }

        return first;
    }

    private ReadOnlySpan<byte> LastKeyOf(int block)
    {
        var start = block == 0 ? 0 : KeyEnd(block - 1);
        return encoded.Span.Slice(keysStart + start, KeyEnd(block) - start);
    }

    private int KeyEnd(int block) => BinaryPrimitives.ReadInt32LittleEndian(encoded.Span[((2 * sizeof(int)) + (block * EntryLength))..]);

    /// <summary>The fences of a table while it is written.</summary>
    internal sealed class Builder
    {
        private readonly List<(int Number, int KeyEnd)> blocks = [];
        private readonly ArrayBufferWriter<byte> keys = new();

        public void Add(int number, ReadOnlySpan<byte> lastKey)
        {
            keys.Write(lastKey);
            blocks.Add((number, keys.WrittenCount));
        }

        /// <param name="placeOf">Says of each number where its block lies.</param>
        public byte[] Encode(Func<int, DocumentPlace> placeOf)
        {
            var encoded = new byte[sizeof(int) + (blocks.Count * EntryLength) + keys.WrittenCount];
            BinaryPrimitives.WriteInt32LittleEndian(encoded, blocks.Count);
            for (var block = 0; block < blocks.Count; block++)
            {
                var entry = encoded.AsSpan(sizeof(int) + (block * EntryLength));
                BinaryPrimitives.WriteInt32LittleEndian(entry, blocks[block].Number);
                BinaryPrimitives.WriteInt32LittleEndian(entry[sizeof(int)..], blocks[block].KeyEnd);
                placeOf(blocks[block].Number).Write(entry[(2 * sizeof(int))..]);
            }

            keys.WrittenSpan.CopyTo(encoded.AsSpan(encoded.Length - keys.WrittenCount));
            return encoded;
        }
    }
}
