using System.Text;

namespace Kiosk.Hardware.Scanners;

/// <summary>Collects the characters of one code up to the end of its line. Does no I/O: characters with their time in, codes out. What a scanner began and did not end is forgotten after <see cref="MaxPause"/>.</summary>
internal sealed class CodeLine(TimeProvider time)
{
    /// <summary>A longer line is given out cut: it is no code that anybody here issues.</summary>
    public const int MaxLength = 1024;

    /// <summary>Between two characters; the slowest keyboard wedge needs a tenth of it.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);

    private readonly StringBuilder text = new();
    private long last;

    /// <returns>The code at its line's end; null before, and for an empty line.</returns>
    public string? Take(char character)
    {
        if (text.Length > 0 && time.GetElapsedTime(last) > MaxPause)
        {
            text.Clear();
        }

        last = time.GetTimestamp();
        if (character is '\r' or '\n')
        {
            return End();
        }

        if (text.Length < MaxLength)
        {
            text.Append(character);
        }

        return null;
    }

    /// <summary>Forgets what was begun.</summary>
    public void Clear() => text.Clear();

    private string? End()
    {
        var code = text.Length > 0 ? text.ToString() : null;
        text.Clear();
        return code;
    }
}
