namespace Kiosk.Registry.Problems;

/// <summary>Something that whoever keeps the source folder should know.</summary>
/// <param name="File">Its path from the source folder; empty for the folder itself.</param>
/// <param name="Line">From 1; null where no line is meant.</param>
/// <param name="Sentence">What is wrong there, by which rule, and what to do.</param>
internal sealed record SourceProblem(ProblemSeverity Severity, string File, int? Line, string Sentence)
{
    public override string ToString() => (File.Length, Line) switch
    {
        (0, _) => Sentence,
        (_, null) => $"{File}: {Sentence}",
        _ => $"{File} line {Line}: {Sentence}",
    };
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
