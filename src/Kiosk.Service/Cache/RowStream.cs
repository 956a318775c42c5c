namespace Kiosk.Service.Cache;

/// <summary>The values of rows, one after the other. Reading throws what reading a row throws.</summary>
internal sealed class RowStream(IEnumerable<ReadOnlyMemory<byte>> rows) : ReadOnlyStream
{
    private readonly IEnumerator<ReadOnlyMemory<byte>> next = rows.GetEnumerator();
    private ReadOnlyMemory<byte> current;

    public override int Read(Span<byte> buffer)
    {
        while (current.IsEmpty)
        {
            if (!next.MoveNext())
            {
                return 0;
            }

            current = next.Current;
        }

        var count = Math.Min(buffer.Length, current.Length);
        current.Span[..count].CopyTo(buffer);
        current = current[count..];
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            next.Dispose();
        }

        base.Dispose(disposing);
    }
}
