using System.Text;

namespace Kiosk.Service.Configuration;

/// <summary>A position in a text as an editor shows it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
internal readonly record struct TextPosition(int Line, int Column)
{
    /// <param name="at">Offset of a byte in the text, or its length.</param>
    public static TextPosition Of(ReadOnlySpan<byte> text, int at)
    {
        var before = text[..Math.Min(at, text.Length)];
        var begin = before.LastIndexOf((byte)'\n') + 1;
        return new(before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[begin..]) + 1);
    }
}
