namespace Kiosk.Service.Cache.LiteDb;

/// <summary>Memory for a block, used again for the next. Not safe for concurrent use.</summary>
internal sealed class BlockBuffer
{
    private byte[] bytes = new byte[RowPacker.BlockLength];

    /// <summary>What the last block held.</summary>
    public PackedRows Rows { get; private set; }

    /// <summary>Whose rows these are; null before the first block and after one that could not be read.</summary>
    public int? Number { get; private set; }

    /// <summary>Memory for the next block.</summary>
    public Span<byte> Take(int length)
    {
        Number = null;
        if (bytes.Length < length)
        {
            bytes = new byte[length];
        }

        return bytes.AsSpan(0, length);
    }

    /// <summary>The beginning of what was put there.</summary>
    public ReadOnlyMemory<byte> Content(int length) => bytes.AsMemory(0, length);

    /// <summary>Says that the block is there.</summary>
    /// <returns>False where it is none.</returns>
    public bool TryFill(int number, int length)
    {
        if (PackedRows.TryParse(bytes.AsMemory(0, length)) is not { } rows)
        {
            return false;
        }

        (Number, Rows) = (number, rows);
        return true;
    }
}
