using Kiosk.Durability;
using Kiosk.Service.Cache.Rows;
using Kiosk.Words;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>The pages of a sealed file. Each is compared with its sum when it is read.</summary>
/// <remarks>Reading throws <see cref="InvalidDataException"/>, with a sentence about the page, where one is not as it was written.</remarks>
internal sealed class SealedPages : PageStream
{
    private const int PagesPerTurn = 32;
    private static readonly byte[] EmptyPage = new byte[PageSums.PageLength];

    private readonly SafeFileHandle file;
    private readonly FileTail tail;
    private readonly byte[] pair = new byte[2 * PageSums.PageLength];
    private long pairPage;

    private SealedPages(SafeFileHandle file, FileTail tail) => (this.file, this.tail) = (file, tail);

    public override bool CanWrite => false;

    public override long Length => (long)Count * PageSums.PageLength;

    public int Count => tail.Sums.Length;

    /// <summary>The block that is the directory.</summary>
    public (int Number, DocumentPlace Place) Directory => (tail.Directory, tail.Place);

    /// <exception cref="CacheException">There is no such file.</exception>
    public static SafeFileHandle OpenFile(string path)
    {
        try
        {
            return RegularFile.Open(path);
        }
        catch (FileNotFoundException e)
        {
            throw new CacheException(CacheFault.Damaged, new($"Không có {path}.", $"{path} is missing."), e) { Path = path };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CacheException.Unreadable(path, e);
        }
    }

    /// <exception cref="CacheException">There is no such file, or it is not a sealed one of this program.</exception>
    public static SealedPages Open(string path) => Open(OpenFile(path), path);

    /// <param name="opened">Taken over.</param>
    /// <param name="path">What sentences call it.</param>
    /// <exception cref="CacheException">It is not a sealed file of this program.</exception>
    public static SealedPages Open(SafeFileHandle opened, string path)
    {
        try
        {
            return new(opened, FileTail.Read(opened) ?? throw new CacheException(CacheFault.Damaged, NotSealed(path, opened)) { Path = path });
        }
        catch (IOException e)
        {
            opened.Dispose();
            throw CacheException.Unreadable(path, e);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Reads some pages, whatever they hold.</summary>
    /// <param name="buffer">At least one turn's length.</param>
    /// <returns>The first page of the next turn.</returns>
    public int Check(int first, byte[] buffer)
    {
        var count = Math.Min(PagesPerTurn, Count - first);
        Fill((long)first * PageSums.PageLength, buffer.AsSpan(0, count * PageSums.PageLength));
        for (var page = 0; page < count; page++)
        {
            Compare(first + page, buffer.AsSpan(page * PageSums.PageLength, PageSums.PageLength));
        }

        return first + count;
    }

    public static byte[] BufferForCheck() => new byte[PagesPerTurn * PageSums.PageLength];

    /// <summary>Reads a block where LiteDB put it.</summary>
    /// <returns>Its length; null where it does not lie there as it should: LiteDB knows.</returns>
    /// <exception cref="InvalidDataException">A page is damaged.</exception>
    public int? TryReadBlock(int number, DocumentPlace place, BlockBuffer buffer)
    {
        Span<byte> block = default;
        var filled = 0;
        for (var isFirst = true; ; isFirst = false)
        {
            var page = ReadDataPage(place.Page, isFirst);
            if (!page.HoldsDocuments || page.Number != place.Page || place.Segment >= page.SegmentCount || !page.TryRead(place.Segment, out var goesOn, out place, out var bytes) || goesOn == isFirst)
            {
                return null;
            }

            if (isFirst)
            {
                // A length that the pages do not bear out is given no memory.
                if (DataPage.TryReadHead(ref bytes) is not { } head || head.Number != number || head.Length > Length)
                {
                    return null;
                }

                block = buffer.Take(head.Length);
            }

            // Pages that lead nowhere must not be followed for ever.
            if (bytes.IsEmpty && !isFirst)
            {
                return null;
            }

            var part = bytes[..Math.Min(bytes.Length, block.Length - filled)];
            part.CopyTo(block[filled..]);
            filled += part.Length;
            if (filled == block.Length)
            {
                return filled;
            }
        }
    }

    protected override void ReadPage(long position, Span<byte> page)
    {
        var number = position / PageSums.PageLength;
        if (number >= Count)
        {
            throw new InvalidDataException($"page {number} is named but not there.");
        }

        Fill(position, page);
        Compare((int)number, page);
    }

    protected override void WritePage(long position, ReadOnlySpan<byte> page) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        file.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Most blocks lie on two pages that follow one another: they are read together.</summary>
    private DataPage ReadDataPage(uint page, bool isFirst)
    {
        if (page >= Count)
        {
            return new(EmptyPage);
        }

        if (isFirst || page != pairPage + 1)
        {
            pairPage = page;
            Fill((long)page * PageSums.PageLength, pair.AsSpan(0, (int)Math.Min(2, Count - page) * PageSums.PageLength));
        }

        var read = pair.AsSpan((int)(page - pairPage) * PageSums.PageLength, PageSums.PageLength);
        Compare((int)page, read);
        return new(read);
    }

    private void Fill(long position, Span<byte> pages)
    {
        while (!pages.IsEmpty)
        {
            var count = RandomAccess.Read(file, pages, position);
            if (count == 0)
            {
                throw new InvalidDataException("the file became shorter.");
            }

            position += count;
            pages = pages[count..];
        }
    }

    private void Compare(int number, ReadOnlySpan<byte> page)
    {
        if (PageSums.Of(page) != tail.Sums[number])
        {
            throw new InvalidDataException($"page {number} is not as this terminal wrote it.");
        }
    }

    private static Phrase NotSealed(string path, SafeFileHandle file)
    {
        var sqlite = "SQLite format 3\0"u8;
        Span<byte> head = stackalloc byte[16];
        return RandomAccess.Read(file, head, 0) == head.Length && head.SequenceEqual(sqlite)
            ? new Phrase($"{path} do phiên bản trước của chương trình ghi bằng SQLite.", $"{path} was written with SQLite, by an earlier version of this program.").Then(CacheException.FetchAnew)
            : new Phrase($"{path} không phải tệp dữ liệu nguyên vẹn của chương trình này.", $"{path} is not a whole cache file of this program.").Then(CacheException.FetchAnew);
    }
}
