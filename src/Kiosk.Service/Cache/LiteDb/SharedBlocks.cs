using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>The directory and the blocks of one sealed file, for all who have it open. They take turns to read a block; what is done with it is nobody else's business.</summary>
internal sealed class SharedBlocks : IDisposable
{
    private readonly Lock turn = new();
    private readonly SealedPages pages;
    private readonly BlockReader reader;
    private readonly Dictionary<string, Fences> tables;
    private bool isClosed;

    private SharedBlocks(string path, SealedPages pages, BlockReader reader)
    {
        (Path, this.pages, this.reader) = (path, pages, reader);
        tables = reader.ReadDirectory();
    }

    /// <summary>What sentences call the file.</summary>
    public string Path { get; }

    /// <summary>How many have it open; counted by <see cref="OpenCacheFiles"/>.</summary>
    public int Users { get; set; }

    public int PageCount => pages.Count;

    /// <param name="opened">Taken over.</param>
    /// <exception cref="CacheException">The directory is damaged.</exception>
    public static SharedBlocks Open(string path, SealedPages opened)
    {
        var blocks = new BlockReader(path, opened);
        try
        {
            return new(path, opened, blocks);
        }
        catch
        {
            blocks.Dispose();
            opened.Dispose();
            throw;
        }
    }

    /// <exception cref="CacheException">The file has no such table.</exception>
    public Fences FencesOf(string table) => tables.GetValueOrDefault(table) ?? throw new CacheException(CacheFault.Damaged, new($"{Path} không có bảng {table}.", $"{Path} has no table {table}."));

    /// <exception cref="CacheException">The block is damaged.</exception>
    public void Read(string table, int number, DocumentPlace place, BlockBuffer into)
    {
        lock (turn)
        {
            ThrowIfClosed();
            reader.ReadRows(table, number, place, into);
        }
    }

    /// <inheritdoc cref="SealedPages.Check"/>
    /// <exception cref="CacheException">A page is damaged.</exception>
    public int Check(int page, byte[] buffer)
    {
        try
        {
            lock (turn)
            {
                ThrowIfClosed();
                return pages.Check(page, buffer);
            }
        }
        catch (InvalidDataException e)
        {
            throw new CacheException(CacheFault.Damaged, new($"{Path} bị hư hỏng.", $"{Path}: {e.Message}"), e) { Path = Path };
        }
        catch (IOException e)
        {
            throw CacheException.Unreadable(Path, e);
        }
    }

    /// <exception cref="CacheException"><see cref="CacheFault.Closed"/>.</exception>
    public void ThrowIfClosed()
    {
        if (isClosed)
        {
            throw new CacheException(CacheFault.Closed, new($"{Path} đã đóng.", $"{Path} was closed."));
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
}
