using Kiosk.Service.Sync.Tuf;

namespace Kiosk.Service.Sync;

/// <summary>Why a part of a feed is not in force.</summary>
/// <param name="IsRefusal">Whether something was sent that cannot be used; otherwise it may come yet.</param>
/// <param name="File">What the desk calls the file; null where <paramref name="Fault"/> says it all.</param>
internal sealed record DownloadProblem(bool IsRefusal, FetchFault Fault, string? File = null)
{
    /// <param name="sentence">All there is to say.</param>
    public static DownloadProblem Refused(string sentence) => new(IsRefusal: true, new(sentence, ""));

    /// <summary>The source says it all.</summary>
    public static DownloadProblem Unreachable(string sentence) => new(IsRefusal: false, new(sentence, ""));

    /// <summary>What to say of all these: files that did not come for one reason are named together.</summary>
    public static IReadOnlyList<string> Sentences(IEnumerable<DownloadProblem> problems) =>
    [
        .. problems.Distinct().GroupBy(problem => (Alone: problem.File is null ? problem : null, problem.Fault.Cause, problem.Fault.Remedy)).Select(group => group.Key.Alone is { } alone
            ? alone.Fault.Cause
            : group.First().Fault.Of([.. group.Select(problem => (problem.File!, problem.Fault.Detail))])),
    ];
}
