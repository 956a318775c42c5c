using Kiosk.Words;

namespace Kiosk.Source.Problems;

/// <summary>A problem to report to the source folder's maintainer.</summary>
/// <param name="File">Its path relative to the source folder; empty for the folder itself.</param>
/// <param name="Line">From 1; null if no line is meant.</param>
/// <param name="Sentence">What is wrong, by which rule, and what to do.</param>
internal sealed record SourceProblem(ProblemSeverity Severity, string File, int? Line, Phrase Sentence)
{
    /// <summary>Preceded by its location, on one line.</summary>
    public Phrase Whole => File.Length == 0 ? Shown(Sentence) : At(File, Line, Sentence);

    /// <summary>Precedes a sentence with its location.</summary>
    public static Phrase At(string place, int? line, Phrase what) => line is null
        ? Shown(new($"{place}: {what.Vietnamese}", $"{place}: {what.English}"))
        : Shown(new($"{place} dòng {line}: {what.Vietnamese}", $"{place} line {line}: {what.English}"));

    public override string ToString() => Whole.English;

    private static Phrase Shown(Phrase sentence) => new(ShownName.Of(sentence.Vietnamese), ShownName.Of(sentence.English));
}

/// <summary>The effect of a problem on the publication.</summary>
internal enum ProblemSeverity
{
    /// <summary>Nothing is published.</summary>
    Error = 0,

    /// <summary>Published, but probably not as intended.</summary>
    Warning,

    /// <summary>Published; for information.</summary>
    Note,
}
