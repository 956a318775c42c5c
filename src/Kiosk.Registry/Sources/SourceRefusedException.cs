using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Sources;

/// <summary>A source folder has errors, so nothing was published.</summary>
internal sealed class SourceRefusedException(SourceProblems problems)
    : SentenceException(new($"Chưa phát hành {problems.Folder}: {problems.Summary.Vietnamese}.", $"{problems.Folder} was not published: {problems.Summary.English}."))
{
    public SourceProblems Problems => problems;
}
