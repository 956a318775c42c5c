namespace Kiosk.Registry.Problems;

/// <summary>A source folder has errors, so nothing was published.</summary>
internal sealed class SourceRefusedException(SourceProblems problems) : Exception($"{problems.Folder} was not published: {problems.Summary}.")
{
    public SourceProblems Problems => problems;
}
