namespace Kiosk.Service.Cache.LiteDb;

/// <summary>What LiteDB takes for its data file: whole pages, wherever they lie.</summary>
internal abstract class PageStream : Stream
{
    public sealed override bool CanRead => true;

    public sealed override bool CanSeek => true;

    public sealed override long Position { get; set; }

    public sealed override int Read(byte[] buffer, int offset, int count)
    {
        ReadPage(Position, buffer.AsSpan(offset, OnePage(count)));
        Position += count;
        return count;
    }

    public sealed override void Write(byte[] buffer, int offset, int count)
    {
        WritePage(Position, buffer.AsSpan(offset, OnePage(count)));
        Position += count;
    }

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // Synced once, when the file is whole.
    public sealed override void Flush()
    {
    }

    protected abstract void ReadPage(long position, Span<byte> page);

    protected abstract void WritePage(long position, ReadOnlySpan<byte> page);

    private int OnePage(int count) =>
        count == PageSums.PageLength && Position % PageSums.PageLength == 0 ? count : throw new NotSupportedException($"{count} bytes at {Position} are not a page.");
}
