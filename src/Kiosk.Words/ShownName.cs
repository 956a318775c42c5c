using System.Globalization;
using System.Text;

namespace Kiosk.Words;

/// <summary>A found file's name as a sentence may show it: whoever named the file must not steer the console, add lines or turn the direction of writing.</summary>
public static class ShownName
{
    /// <returns>The name, or text with names in it, with a question mark for each character that cannot be seen.</returns>
    public static string Of(string name) => name.EnumerateRunes().All(IsSeen) ? name : string.Concat(name.EnumerateRunes().Select(letter => IsSeen(letter) ? letter.ToString() : "?"));

    /// <inheritdoc cref="Of"/>
    /// <param name="text">Its ends of lines are kept.</param>
    public static string InLines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Of));

    private static bool IsSeen(Rune letter) =>
        Rune.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
