using Kiosk.Feed.Records;

namespace Kiosk.Service.Cache.Source;

/// <summary>The folder <c>meetings</c>: for each meeting its description and its roster.</summary>
internal static class SourceMeetings
{
    private const int MaxFileLength = 1024 * 1024;

    /// <summary>The meetings in the order of their ids, each read when it is asked for.</summary>
    /// <exception cref="CacheSourceException">A file is not what it should be, or one of the two is missing.</exception>
    public static IEnumerable<SourceMeeting> Read(string folder)
    {
        var files = SourceLayout.Files(folder, SourceLayout.Meetings, SourceLayout.MeetingEnding, SourceLayout.RosterEnding);
        var ids = files.Where(file => file.EndsWith(SourceLayout.MeetingEnding, StringComparison.Ordinal)).Select(Id).Order(StringComparer.Ordinal).ToList();
        var rosters = files.Where(file => file.EndsWith(SourceLayout.RosterEnding, StringComparison.Ordinal));
        if (rosters.FirstOrDefault(file => !ids.Contains(Id(file), StringComparer.Ordinal)) is { } orphan)
        {
            throw new CacheSourceException($"{orphan} is the roster of no meeting: {Id(orphan)}{SourceLayout.MeetingEnding} is missing.");
        }

        foreach (var id in ids)
        {
            var path = Path.Combine(folder, SourceLayout.Meetings, id);
            yield return new(ReadMeeting(path + SourceLayout.MeetingEnding, id), ReadRoster(path + SourceLayout.RosterEnding));
        }
    }

    /// <summary>Reads all of them once, keeping nothing: what is wrong is found before anything is begun.</summary>
    /// <exception cref="CacheSourceException">A file is not what it should be, or one of the two is missing.</exception>
    public static void Check(string folder, CancellationToken cancellationToken)
    {
        foreach (var _ in Read(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static string Id(string file) => Path.GetFileName(file).Split('.')[0];

    private static Meeting ReadMeeting(string path, string id)
    {
        var meeting = SourceFile.Parse(SourceFile.Read(path, MaxFileLength), RecordJson.Meeting, path);
        Check(path, () => MeetingRecordRules.Check(meeting));
        return meeting.Id == id ? meeting : throw new CacheSourceException($"{path} describes the meeting \"{meeting.Id}\", not \"{id}\".");
    }

    private static List<RosterEntry> ReadRoster(string path)
    {
        var entries = new List<RosterEntry>();
        var lines = new Dictionary<CardTag, long>();
        foreach (var line in SourceLines.Read(path))
        {
            var entry = SourceFile.Parse(line.Text.Span, RecordJson.RosterEntry, path, line.Number);
            if (!lines.TryAdd(entry.Tag, line.Number))
            {
                throw new CacheSourceException($"{SourceFile.Place(path, line.Number)}: the tag is that of line {lines[entry.Tag]} again.");
            }

            entries.Add(entry);
        }

        Check(path, () => RosterRules.Check(entries));
        entries.Sort((a, b) => string.CompareOrdinal(a.Tag.ToString(), b.Tag.ToString()));
        return entries;
    }

    private static void Check(string path, Action rules)
    {
        try
        {
            rules();
        }
        catch (RecordException e)
        {
            throw new CacheSourceException($"{path}: {e.Message}", e);
        }
    }
}

/// <summary>One meeting and its roster, ascending by tag.</summary>
internal sealed record SourceMeeting(Meeting Meeting, IReadOnlyList<RosterEntry> Roster);
