using System.Text.RegularExpressions;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Tests.Wording;

/// <summary>Tells a Vietnamese sentence from one that was left in English. Quoted words are somebody's own, and what stands in brackets is a standard's detail.</summary>
internal static partial class VietnameseText
{
    /// <returns>What shows that the text is not Vietnamese, or null.</returns>
    public static string? FaultOf(string text)
    {
        var own = NotOurs().Replace(text, "");
        return English().Match(own) is { Success: true } word ? $"\"{word.Value}\" in: {text}"
            : Letters().IsMatch(own) ? null
            : $"no Vietnamese letter in: {text}";
    }

    public static void AssertSpoken(string text) => Assert.Null(FaultOf(text));

    /// <summary>For the end of a test that had something said: all of it can be said in Vietnamese too.</summary>
    public static void AssertSpoken(SourceProblems problems) => Assert.All(problems.ToList(), problem => AssertSpoken(problem.Sentence.Vietnamese));

    /// <summary>The English sentence, once the other is known to be Vietnamese.</summary>
    public static string MessageOf(SentenceException refused)
    {
        AssertSpoken(refused.Sentence.Vietnamese);
        return refused.Message;
    }

    [GeneratedRegex("\"[^\"]*\"|\\[[^\\]]*\\]|<[A-Z]+>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NotOurs();

    [GeneratedRegex(@"(?<![\w./-])(the|is|are|was|must|may|not|of|and|or|this|that|which|with|has|have|there|be|it|its|your|for|needs|takes)(?![\w./-])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex English();

    [GeneratedRegex("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Letters();
}
