using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Registry.Sources;

/// <summary>A meeting and where it stands.</summary>
/// <param name="Line">Of the event in a calendar; null for a file of its own.</param>
/// <param name="RosterNames">What its roster may be called, what is usual first.</param>
internal sealed record SourceMeeting(Meeting Meeting, string Path, int? Line, IReadOnlyList<string> RosterNames)
{
    /// <summary>For a sentence about another file of the folder.</summary>
    public Phrase Place => Line is { } line
        ? new($"trong {System.IO.Path.GetFileName(Path)} dòng {line}", $"in {System.IO.Path.GetFileName(Path)} line {line}")
        : new($"trong {System.IO.Path.GetFileName(Path)}", $"in {System.IO.Path.GetFileName(Path)}");
}
