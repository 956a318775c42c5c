using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>Reads a file of <see cref="LiteDbCacheFileBuilder"/>. Callers take turns for the blocks; what is done with them is nobody else's business.</summary>
internal sealed class LiteDbCacheFile : ICacheFile
{
    private readonly Lock turn = new();
    private readonly string path;
    private readonly SealedPages pages;
    private readonly BlockReader reader;
    private readonly Dictionary<string, Fences> tables;
    private readonly BlockBuffer buffer = new();
    private bool isClosed;

    private LiteDbCacheFile(string path, SealedPages pages, BlockReader reader)
    {
        (this.path, this.pages, this.reader) = (path, pages, reader);
        tables = reader.ReadTables();
    }

    /// <exception cref="CacheException">There is no such file, or it is not a sealed one of this program.</exception>
    public static ICacheFile Open(string path)
    {
        var opened = SealedPages.Open(path);
        var blocks = new BlockReader(path, opened);
        try
        {
            return new LiteDbCacheFile(path, opened, blocks);
        }
        catch
        {
            blocks.Dispose();
            opened.Dispose();
            throw;
        }
    }

    public CacheRow? First(string table, ReadOnlySpan<byte> key)
    {
        var fences = TableOf(table);
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

    public IEnumerable<CacheRow> Scan(string table, ReadOnlyMemory<byte> prefix)
    {
        var fences = TableOf(table);
        var found = new List<CacheRow>();
        for (var block = fences.FirstFrom(prefix.Span); block < fences.Count; block++)
        {
            var isEnded = Scan(table, fences, block, prefix.Span, found);
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

    public void Walk(string table, CacheRowVisitor visitor)
    {
        var fences = TableOf(table);
        var own = new BlockBuffer();
        for (var block = 0; block < fences.Count; block++)
        {
            PackedRows rows;
            lock (turn)
            {
                rows = Read(table, fences, block, own);
            }

            for (var row = 0; row < rows.Count; row++)
            {
                var (key, value) = rows[row];
                visitor(key.Span, value.Span);
            }
        }
    }

    /// <remarks>Every page, those included that no look-up reads.</remarks>
    public void Check()
    {
        var pagesOfTurn = SealedPages.BufferForCheck();
        for (var page = 0; page < pages.Count;)
        {
            lock (turn)
            {
                ThrowIfClosed();
                page = Check(page, pagesOfTurn);
            }
        }
    }

    public void Dispose()
    {
        lock (turn)
        {
            isClosed = true;
            reader.Dispose();
            pages.Dispose();
        }
    }

    private int Check(int page, byte[] buffer)
    {
        try
        {
            return pages.Check(page, buffer);
        }
        catch (InvalidDataException e)
        {
            throw new CacheException(CacheFault.Damaged, $"{path}: {e.Message}", e) { Path = path };
        }
        catch (IOException e)
        {
            throw CacheException.Unreadable(path, e);
        }
    }

    /// <returns>Whether the row after those with the prefix was found.</returns>
    private bool Scan(string table, Fences fences, int block, ReadOnlySpan<byte> prefix, List<CacheRow> found)
    {
        found.Clear();
        lock (turn)
        {
            var rows = Read(table, fences, block, buffer);
            for (var row = rows.FirstFrom(prefix); row < rows.Count; row++)
            {
                found.Add(rows.CopyOf(row));
                if (!rows.KeyOf(row).StartsWith(prefix))
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
            reader.Read(table, number, fences.PlaceOf(block), into);
        }

        return into.Rows;
    }

    private Fences TableOf(string table)
    {
        lock (turn)
        {
            ThrowIfClosed();
            return tables.GetValueOrDefault(table) ?? throw new CacheException(CacheFault.Damaged, $"{path} has no table {table}.");
        }
    }

    private void ThrowIfClosed()
    {
        if (isClosed)
        {
            throw new CacheException(CacheFault.Closed, $"{path} was closed.");
        }
    }

    private CacheException OutOfPlace(string table) => new(CacheFault.Damaged, $"{path}, table {table}: a row is not where the directory says.") { Path = path };
}
