namespace Kiosk.Feed.Metadata;

/// <summary>Base of write-only streams that inspect what they pass on to another stream, which stays open.</summary>
internal abstract class WriteThroughStream(Stream inner) : Stream
{
    private long written;

    protected Stream Inner => inner;

    public sealed override bool CanRead => false;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => true;

    /// <summary>Bytes passed on so far.</summary>
    public sealed override long Length => written;

    public sealed override long Position
    {
        get => written;
        set => throw new NotSupportedException();
    }

    public sealed override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public sealed override void Write(ReadOnlySpan<byte> buffer)
    {
        Inspect(buffer);
        inner.Write(buffer);
        written += buffer.Length;
    }

    public sealed override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public sealed override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Inspect(buffer.Span);
        await inner.WriteAsync(buffer, cancellationToken);
        written += buffer.Length;
    }

    public sealed override void Flush() => inner.Flush();

    public sealed override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Called before each write with the bytes about to be passed on; an exception prevents the write.</summary>
    protected abstract void Inspect(ReadOnlySpan<byte> bytes);
}
