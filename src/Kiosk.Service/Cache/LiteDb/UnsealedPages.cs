using System.Buffers;
using Kiosk.Durability;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>The pages of a file that is being written, for its owner only. Neighbours that follow one another go to the system together.</summary>
internal sealed class UnsealedPages : PageStream
{
    private const int MaxRunLength = 32 * PageSums.PageLength;

    private readonly FileStream writing;
    private readonly SafeFileHandle reading;
    private readonly List<uint> sums = [];
    private readonly Dictionary<int, DocumentPlace> places = [];
    private byte[] run = ArrayPool<byte>.Shared.Rent(MaxRunLength);
    private long runPosition;
    private int runLength;

    private UnsealedPages(FileStream writing, SafeFileHandle reading) => (this.writing, this.reading) = (writing, reading);

    public override bool CanWrite => true;

    public override long Length => (long)sums.Count * PageSums.PageLength;

    /// <summary>Why a page could not be written. LiteDB does not always hand it on.</summary>
    public IOException? Failure { get; private set; }

    /// <returns>Where the block with this number lies; nowhere where that was not seen.</returns>
    public DocumentPlace PlaceOf(int number) => places.GetValueOrDefault(number);

    /// <exception cref="IOException">Something bears the name, or it cannot be created.</exception>
    public static UnsealedPages Create(string path)
    {
        var created = PlainFile.CreateNew(path);
        try
        {
            return new(created, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        }
        catch
        {
            created.Dispose();
            throw;
        }
    }

    /// <summary>Writes what remains, and the sums of all pages behind them.</summary>
    /// <param name="directory">The number of the directory's block.</param>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public void Seal(int directory)
    {
        WriteRun();
        RandomAccess.Write(writing.SafeFileHandle, new FileTail([.. sums], directory, PlaceOf(directory)).Encode(), Length);
    }

    protected override void ReadPage(long position, Span<byte> page)
    {
        if (position >= runPosition && position < runPosition + runLength)
        {
            run.AsSpan((int)(position - runPosition), page.Length).CopyTo(page);
            return;
        }

        for (var filled = 0; filled < page.Length;)
        {
            var count = RandomAccess.Read(reading, page[filled..], position + filled);
            filled += count > 0 ? count : throw new IOException($"page {position / PageSums.PageLength} was not written yet.");
        }
    }

    protected override void WritePage(long position, ReadOnlySpan<byte> page)
    {
        if (position < runPosition || position > runPosition + runLength || position - runPosition == MaxRunLength)
        {
            WriteRun();
            (runPosition, runLength) = (position, 0);
        }

        var place = (int)(position - runPosition);
        page.CopyTo(run.AsSpan(place));
        runLength = Math.Max(runLength, place + page.Length);
        Remember((int)(position / PageSums.PageLength), PageSums.Of(page));
        RememberBlocks(new DataPage(page));
    }

    protected override void Dispose(bool disposing)
    {
        writing.Dispose();
        reading.Dispose();
        ArrayPool<byte>.Shared.Return(run);
        run = [];
        base.Dispose(disposing);
    }

    private void Remember(int page, uint sum)
    {
        while (sums.Count <= page)
        {
            sums.Add(0);
        }

        sums[page] = sum;
    }

    private void RememberBlocks(DataPage page)
    {
        for (var segment = 0; page.HoldsDocuments && segment < page.SegmentCount; segment++)
        {
            if (page.TryRead((byte)segment, out var goesOn, out _, out var bytes) && !goesOn && DataPage.TryReadHead(ref bytes) is { Number: var number })
            {
                places[number] = new(page.Number, (byte)segment);
            }
        }
    }

    private void WriteRun()
    {
        try
        {
            RandomAccess.Write(writing.SafeFileHandle, run.AsSpan(0, runLength), runPosition);
            runLength = 0;
        }
        catch (IOException e)
        {
            Failure ??= e;
            throw;
        }
    }
}
