namespace Kiosk.Service.Sync;

/// <summary>Charges a budget before every write to a file.</summary>
/// <param name="beginsAnew">Whether the first write truncates the file. It is not truncated earlier, so that its content is kept until new content arrives.</param>
internal sealed class MeteredStream(FileStream inner, ByteBudget meter, bool beginsAnew = false) : Stream
{
    private bool isEmptied = !beginsAnew;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Spend(buffer.Length);
        inner.Write(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Spend(buffer.Length);
        return inner.WriteAsync(buffer, cancellationToken);
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Spend(int count)
    {
        meter.Spend(count);
        if (!isEmptied)
        {
            inner.SetLength(0);
            isEmptied = true;
        }
    }
}
