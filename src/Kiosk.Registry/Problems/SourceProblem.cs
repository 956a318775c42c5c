using Kiosk.Words;

namespace Kiosk.Registry.Problems;

/// <summary>Something that whoever keeps the source folder should know.</summary>
/// <param name="File">Its path from the source folder; empty for the folder itself.</param>
/// <param name="Line">From 1; null where no line is meant.</param>
/// <param name="Sentence">What is wrong there, by which rule, and what to do.</param>
internal sealed record SourceProblem(ProblemSeverity Severity, string File, int? Line, Phrase Sentence)
{
    /// <summary>With its place before it, on one line.</summary>
    public Phrase Whole => File.Length == 0 ? Shown(Sentence) : At(File, Line, Sentence);

    /// <summary>What is said of a place, with the place before it.</summary>
    public static Phrase At(string place, int? line, Phrase what) => line is null
        ? Shown(new($"{place}: {what.Vietnamese}", $"{place}: {what.English}"))
        : Shown(new($"{place} dòng {line}: {what.Vietnamese}", $"{place} line {line}: {what.English}"));

    public override string ToString() => Whole.English;

    private static Phrase Shown(Phrase sentence) => new(ShownName.Of(sentence.Vietnamese), ShownName.Of(sentence.English));
}

/// <summary>What a problem does to the publication.</summary>
internal enum ProblemSeverity
{
    /// <summary>Nothing is published.</summary>
    Error = 0,

    /// <summary>Published, and probably not as it was meant.</summary>
    Warning,

    /// <summary>Published; said so that nobody wonders.</summary>
    Note,
}
