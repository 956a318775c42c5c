using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Source.Folders;

/// <summary>A meeting and its location.</summary>
/// <param name="Line">The event's line in a calendar; null for a separate file.</param>
/// <param name="RosterNames">Accepted names of its roster, the usual one first.</param>
internal sealed record SourceMeeting(Meeting Meeting, string Path, int? Line, IReadOnlyList<string> RosterNames)
{
    /// <summary>For a message about another file of the folder.</summary>
    public Phrase Place => Line is { } line
        ? new($"trong {System.IO.Path.GetFileName(Path)} dòng {line}", $"in {System.IO.Path.GetFileName(Path)} line {line}")
        : new($"trong {System.IO.Path.GetFileName(Path)}", $"in {System.IO.Path.GetFileName(Path)}");
}
