using Kiosk.Service.Sync.Tuf;
using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>Why part of a feed is not in force.</summary>
/// <param name="IsRefusal">Whether the source sent something unusable; otherwise a retry may succeed.</param>
/// <param name="File">The desk's name for the file; null if <paramref name="Fault"/> says it all.</param>
internal sealed record DownloadProblem(bool IsRefusal, FetchFault Fault, Phrase? File = null)
{
    private static readonly Phrase Nothing = Phrase.Untranslated("");

    /// <param name="sentence">The complete message.</param>
    public static DownloadProblem Refused(Phrase sentence) => new(IsRefusal: true, new(sentence, Nothing));

    /// <summary>A problem with the whole source.</summary>
    public static DownloadProblem Unreachable(Phrase sentence) => new(IsRefusal: false, new(sentence, Nothing));

    /// <summary>The messages for all problems; files missing for the same reason share one.</summary>
    public static IReadOnlyList<Phrase> Sentences(IEnumerable<DownloadProblem> problems) =>
    [
        .. problems.Distinct().GroupBy(problem => (Alone: problem.File is null ? problem : null, problem.Fault.Cause, problem.Fault.Remedy)).Select(group => group.Key.Alone is { } alone
            ? alone.Fault.Cause
            : group.First().Fault.Of([.. group.Select(problem => (problem.File!, problem.Fault.Detail))])),
    ];
}
