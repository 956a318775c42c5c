using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>Reads a file of <see cref="LiteDbCacheFileBuilder"/>.</summary>
/// <param name="blocks">Shared with whoever else has the file open.</param>
/// <param name="close">Gives them back.</param>
internal sealed class LiteDbCacheFile(SharedBlocks blocks, Action close) : ICacheFile
{
    private readonly Lock turn = new();
    private readonly BlockBuffer buffer = new();
    private volatile bool isClosed;

    /// <summary>Opens a file for oneself.</summary>
    /// <inheritdoc cref="OpenCacheFiles.Open"/>
    public static ICacheFile Open(string path) => new OpenCacheFiles().Open(path, path);

    public CacheRow? First(string table, ReadOnlySpan<byte> key)
    {
        var fences = FencesOf(table);
        var block = fences.FirstFrom(key);
        if (block == fences.Count)
        {
            return null;
        }

        lock (turn)
        {
            var rows = Read(table, fences, block, buffer);
            var row = rows.FirstFrom(key);
            return row < rows.Count ? rows.CopyOf(row) : throw OutOfPlace(table);
        }
    }

    public IEnumerable<CacheRow> Scan(string table, KeyRange range)
    {
        var fences = FencesOf(table);
        var found = new List<CacheRow>();
        for (var block = fences.FirstFrom(range.First.Span); block < fences.Count; block++)
        {
            var isEnded = Scan(table, fences, block, range, found);
            foreach (var row in found)
            {
                yield return row;
            }

            if (isEnded)
            {
                yield break;
            }
        }
    }

    public CachePass Pass(string table)
    {
        var (fences, own) = (FencesOf(table), new BlockBuffer());
        return (range, visitor) => Show(table, fences, own, range, visitor);
    }

    public void Walk(string table, CacheRowVisitor visitor)
    {
        var fences = FencesOf(table);
        var own = new BlockBuffer();
        for (var block = 0; block < fences.Count; block++)
        {
            var rows = Read(table, fences, block, own);
            for (var row = 0; row < rows.Count; row++)
            {
                rows.Split(row, out var key, out var value);
                visitor(key, value);
            }
        }
    }

    /// <remarks>Every page, those included that no look-up reads.</remarks>
    public void Check()
    {
        var pagesOfTurn = SealedPages.BufferForCheck();
        for (var page = 0; page < blocks.PageCount;)
        {
            ThrowIfClosed();
            page = blocks.Check(page, pagesOfTurn);
        }
    }

    public void Dispose()
    {
        lock (turn)
        {
            if (!isClosed)
            {
                isClosed = true;
                close();
            }
        }
    }

    private void Show(string table, Fences fences, BlockBuffer own, KeyRange range, CacheRowVisitor visitor)
    {
        for (var block = fences.FirstFrom(range.First.Span); block < fences.Count; block++)
        {
            var rows = Read(table, fences, block, own);
            for (var row = rows.FirstFrom(range.First.Span); row < rows.Count; row++)
            {
                rows.Split(row, out var key, out var value);
                if (range.EndsBefore(key))
                {
                    return;
                }

                visitor(key, value);
            }
        }
    }

    /// <returns>Whether the row after the range was found.</returns>
    private bool Scan(string table, Fences fences, int block, KeyRange range, List<CacheRow> found)
    {
        found.Clear();
        lock (turn)
        {
            var rows = Read(table, fences, block, buffer);
            for (var row = rows.FirstFrom(range.First.Span); row < rows.Count; row++)
            {
                found.Add(rows.CopyOf(row));
                if (range.EndsBefore(rows.KeyOf(row)))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <remarks>A block that is in the buffer is not read again: whoever goes through a table reads each once, however few rows he wants at a time.</remarks>
    private PackedRows Read(string table, Fences fences, int block, BlockBuffer into)
    {
        ThrowIfClosed();
        var number = fences.NumberOf(block);
        if (into.Number != number)
        {
            blocks.Read(table, number, fences.PlaceOf(block), into);
        }

        return into.Rows;
    }

    private Fences FencesOf(string table)
    {
        ThrowIfClosed();
        return blocks.FencesOf(table);
    }

    private void ThrowIfClosed()
    {
        if (isClosed)
        {
            throw new CacheException(CacheFault.Closed, new($"{blocks.Path} đã đóng.", $"{blocks.Path} was closed."));
        }
    }

    private CacheException OutOfPlace(string table) => new(CacheFault.Damaged, new($"{blocks.Path}, bảng {table}: một dòng không nằm ở chỗ mục lục ghi.", $"{blocks.Path}, table {table}: a row is not where the directory says.")) { Path = blocks.Path };
}
