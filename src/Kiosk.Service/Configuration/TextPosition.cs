using System.Text;

namespace Kiosk.Service.Configuration;

/// <summary>A place in a text as an editor shows it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in letters.</param>
internal readonly record struct TextPosition(int Line, int Column)
{
    /// <param name="at">A byte of the text, or its end.</param>
    public static TextPosition Of(ReadOnlySpan<byte> text, int at)
    {
        var before = text[..Math.Min(at, text.Length)];
        var begin = before.LastIndexOf((byte)'\n') + 1;
        return new(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[begin..]) + 1);
    }
}
