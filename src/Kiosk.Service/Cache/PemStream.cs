using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Kiosk.Service.Cache;

/// <summary>The DER inside one PEM block (RFC 7468, 3: lines of at most 64 characters), decoded line by line.</summary>
internal sealed class PemStream(Stream text, string label, string path) : ReadOnlyStream
{
    private const int MaxLine = 256;
    private const int DecodedLine = MaxLine / 4 * 3;

    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly byte[] line = new byte[MaxLine];
    private readonly byte[] decoded = new byte[DecodedLine];
    private int start;
    private int end;
    private ReadOnlyMemory<byte> ready;
    private State state;

    private enum State
    {
        BeforeLabel = 0,
        Inside,
        AfterLabel,
    }

    /// <exception cref="CacheSourceException">The file is not one block with the label.</exception>
    public override int Read(Span<byte> destination)
    {
        var filled = 0;
        while (filled < destination.Length && (!ready.IsEmpty || Decode()))
        {
            var count = Math.Min(destination.Length - filled, ready.Length);
            ready.Span[..count].CopyTo(destination[filled..]);
            ready = ready[count..];
            filled += count;
        }

        return filled;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <returns>False at the end of the block.</returns>
    private bool Decode()
    {
        if (state == State.BeforeLabel)
        {
            state = IsLine(ReadLine(), "BEGIN") ? State.Inside : throw Refuse();
        }

        if (state == State.AfterLabel)
        {
            return false;
        }

        var length = ReadLine();
        if (IsLine(length, "END"))
        {
            RequireOnlySpace();
            state = State.AfterLabel;
            return false;
        }

        var status = Base64.DecodeFromUtf8(line.AsSpan(0, length), decoded, out _, out var written);
        ready = status == OperationStatus.Done && length > 0 ? decoded.AsMemory(0, written) : throw Refuse();
        return true;
    }

    private bool IsLine(int length, string word) => line.AsSpan(0, length).SequenceEqual(Encoding.ASCII.GetBytes($"-----{word} {label}-----"));

    /// <returns>The length without the line's end.</returns>
    private int ReadLine()
    {
        var length = 0;
        while (Next() is { } character && character != '\n')
        {
            line[length] = length < MaxLine - 1 ? character : throw Refuse();
            length++;
        }

        return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    }

    private void RequireOnlySpace()
    {
        while (Next() is { } character)
        {
            if (character is not ((byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t'))
            {
                throw Refuse();
            }
        }
    }

    private byte? Next()
    {
        if (start == end)
        {
            (start, end) = (0, text.Read(buffer));
        }

        return start < end ? buffer[start++] : null;
    }

    private CacheSourceException Refuse() => new(new($"{path} không phải một khối PEM với nhãn {label}.", $"{path} is not one PEM block with the label {label}."));
}
