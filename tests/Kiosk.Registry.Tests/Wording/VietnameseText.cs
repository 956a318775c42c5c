using Kiosk.Source.Problems;
using Kiosk.Testing.Wording;
using Kiosk.Words;

namespace Kiosk.Registry.Tests.Wording;

/// <summary>Tells a Vietnamese sentence from one that was left in English. Quoted words are somebody's own, and what stands in brackets is a standard's detail.</summary>
internal static class VietnameseText
{
    /// <inheritdoc cref="LeftInEnglish.FaultOf"/>
    public static string? FaultOf(string text) => LeftInEnglish.FaultOf(text);

    public static void AssertSpoken(string text) => Assert.Null(FaultOf(text));

    /// <summary>For the end of a test that had something said: all of it can be said in Vietnamese too.</summary>
    public static void AssertSpoken(SourceProblems problems) => Assert.All(problems.ToList(), problem => AssertSpoken(problem.Sentence.Vietnamese));

    /// <summary>The English sentence, once the other is known to be Vietnamese.</summary>
    public static string MessageOf(SentenceException refused)
    {
        AssertSpoken(refused.Sentence.Vietnamese);
        return refused.Message;
    }
}
