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
    private bool isSpoilt;

    /// <returns>The code at its line's end; null before, and for a line that is empty or was spoilt.</returns>
    public string? Take(char character)
    {
        if ((text.Length > 0 || isSpoilt) && time.GetElapsedTime(last) > MaxPause)
        {
            Begin();
        }

        last = time.GetTimestamp();
        if (character is '\r' or '\n')
        {
            return End();
        }

        if (text.Length < MaxLength && !isSpoilt)
        {
            text.Append(character);
        }

        return null;
    }

    /// <summary>Characters were lost: the line is none, and what is left of it up to its end, or to a pause, is no code.</summary>
    public void Spoil()
    {
        text.Clear();
        (isSpoilt, last) = (true, time.GetTimestamp());
    }

    private string? End()
    {
        var code = text.Length > 0 ? text.ToString() : null;
        Begin();
        return code;
    }

    private void Begin()
    {
        text.Clear();
        isSpoilt = false;
    }
}
