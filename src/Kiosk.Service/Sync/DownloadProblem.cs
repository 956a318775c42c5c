using Kiosk.Service.Sync.Tuf;

namespace Kiosk.Service.Sync;

/// <summary>Why part of a feed is not in force.</summary>
/// <param name="IsRefusal">Whether the source sent something unusable; otherwise a retry may succeed.</param>
/// <param name="File">The desk's name for the file; null if <paramref name="Fault"/> says it all.</param>
internal sealed record DownloadProblem(bool IsRefusal, FetchFault Fault, string? File = null)
{
    /// <param name="sentence">The complete message.</param>
    public static DownloadProblem Refused(string sentence) => new(IsRefusal: true, new(sentence, ""));

    /// <summary>A problem with the whole source.</summary>
    public static DownloadProblem Unreachable(string sentence) => new(IsRefusal: false, new(sentence, ""));

    /// <summary>The messages for all problems; files missing for the same reason share one.</summary>
    public static IReadOnlyList<string> Sentences(IEnumerable<DownloadProblem> problems) =>
    [
        .. problems.Distinct().GroupBy(problem => (Alone: problem.File is null ? problem : null, problem.Fault.Cause, problem.Fault.Remedy)).Select(group => group.Key.Alone is { } alone
            ? alone.Fault.Cause
            : group.First().Fault.Of([.. group.Select(problem => (problem.File!, problem.Fault.Detail))])),
    ];
}
