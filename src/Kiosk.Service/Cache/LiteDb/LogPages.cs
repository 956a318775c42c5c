namespace Kiosk.Service.Cache.LiteDb;

/// <summary>LiteDB's log, in memory: what it has not yet copied into the file. Emptied it keeps its pages for what comes next.</summary>
internal sealed class LogPages : PageStream
{
    private readonly List<byte[]> pages = [];
    private int count;

    public override bool CanWrite => true;

    public override long Length => (long)count * PageSums.PageLength;

    public override void SetLength(long value) => count = (int)(value / PageSums.PageLength);

    protected override void ReadPage(long position, Span<byte> page) => pages[(int)(position / PageSums.PageLength)].CopyTo(page);

    protected override void WritePage(long position, ReadOnlySpan<byte> page)
    {
        var number = (int)(position / PageSums.PageLength);
        while (pages.Count <= number)
        {
            pages.Add(new byte[PageSums.PageLength]);
        }

        page.CopyTo(pages[number]);
        count = Math.Max(count, number + 1);
    }
}
