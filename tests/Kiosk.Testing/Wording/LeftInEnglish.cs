using System.Text.RegularExpressions;

namespace Kiosk.Testing.Wording;

/// <summary>Tells a Vietnamese text from one that was left in English. Quoted words are somebody's own, and what stands in brackets is a technical detail.</summary>
internal static partial class LeftInEnglish
{
    /// <returns>What shows that the text is not Vietnamese; null if nothing does.</returns>
    public static string? FaultOf(string text)
    {
        var own = NotOurs().Replace(text, "");
        return English().Match(own) is { Success: true } word ? $"\"{word.Value}\" in: {text}"
            : Letters().IsMatch(own) ? null
            : $"no Vietnamese letter in: {text}";
    }

    /// <summary>The faults of what a program printed for people, line by line; technical details stand on lines of their own.</summary>
    public static IEnumerable<string> FaultsIn(string output) =>
        output.Split('\n').Where(line => line.Trim() is { Length: > 0 } text && text[0] != '[').Select(FaultOf).OfType<string>();

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|<[A-Z]+>", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex NotOurs();

    [GeneratedRegex(@"(?<![\w./-])(the|is|are|was|must|may|not|of|and|or|this|that|which|with|has|have|there|be|it|its|your|for|needs|takes)(?![\w./-])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex English();

    [GeneratedRegex("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 30_000)]
    private static partial Regex Letters();
}
