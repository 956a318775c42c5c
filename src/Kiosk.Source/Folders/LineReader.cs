using System.Text;

namespace Kiosk.Source.Folders;

/// <summary>Lines of a text (CR LF, LF or CR at their end), of bounded length: <see cref="TextReader.ReadLine"/> could read a whole file into memory.</summary>
internal sealed class LineReader(TextReader text, int maxLength)
{
    private readonly char[] buffer = new char[32 * 1024];
    private readonly StringBuilder begun = new();
    private int position;
    private int filled;

    /// <summary>Number of the last line read, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Whether the last line read was truncated.</summary>
    public bool IsTooLong { get; private set; }

    /// <returns>Null after the last line.</returns>
    /// <exception cref="DecoderFallbackException">There are bytes that are invalid in the encoding.</exception>
    public string? Read()
    {
        (IsTooLong, var hasAny) = (false, false);
        begun.Clear();
        while (position < filled || Fill())
        {
            if (!hasAny)
            {
                hasAny = true;
                Number++;
            }

            var end = buffer.AsSpan(position, filled - position).IndexOfAny('\r', '\n');
            var length = end < 0 ? filled - position : end;
            Append(buffer.AsSpan(position, length));
            position += length;
            if (end >= 0)
            {
                PassEnd();
                return begun.ToString();
            }
        }

        return hasAny ? begun.ToString() : null;
    }

    private void Append(ReadOnlySpan<char> part)
    {
        IsTooLong |= begun.Length + part.Length > maxLength;
        begun.Append(part[..Math.Min(part.Length, maxLength - begun.Length)]);
    }

    private void PassEnd()
    {
        var isReturn = buffer[position++] == '\r';
        if (isReturn && (position < filled || Fill()) && buffer[position] == '\n')
        {
            position++;
        }
    }

    private bool Fill()
    {
        (position, filled) = (0, text.Read(buffer));
        return filled > 0;
    }
}
