using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Registry.Sources;

/// <summary>
/// The folder <c>meetings</c> of a province: <c>ID.json</c>, or calendars (<c>*.ics</c>) with one <c>calendar.json</c> that says what a calendar cannot; and for
/// each meeting <c>ID.roster.csv</c>.
/// </summary>
internal static class MeetingFiles
{
    private const string MeetingEnding = ".json";
    private const string CalendarEnding = ".ics";
    private const string CalendarRules = "calendar.json";
    private const int GreatestLength = 1024 * 1024;
    private const int GreatestCalendarLength = 16 * 1024 * 1024;

    /// <exception cref="RegistryException">A file is not what it should be, or one of the two is missing.</exception>
    public static (IReadOnlyCollection<SetRow> Meetings, IReadOnlyCollection<SetRow> Rosters) Read(string folder, SealedMembers members, MeetingKeys keys, CancellationToken cancellationToken)
    {
        var files = SourceText.Files(folder, RosterCsv.Ending, MeetingEnding, CalendarEnding);
        var (meetings, rosters) = (new SortedDictionary<byte[], byte[]>(ByteOrder.Instance), new SortedDictionary<byte[], byte[]>(ByteOrder.Instance));
        foreach (var (meeting, path) in files.Where(IsMeeting).Select(ReadMeeting).Concat(ReadCalendars(folder, files, keys)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!meetings.TryAdd(DataClasses.MeetingKey(meeting.Id), JsonSerializer.SerializeToUtf8Bytes(meeting, RecordJson.Meeting)))
            {
                throw new RegistryException($"{path}: the meeting {meeting.Id} stands twice in {folder}.");
            }

            foreach (var entry in RosterCsv.Read(Path.Combine(folder, meeting.Id + RosterCsv.Ending), members))
            {
                rosters.Add(DataClasses.RosterKey(meeting.Id, entry.Tag), JsonSerializer.SerializeToUtf8Bytes(entry, RecordJson.RosterEntry));
            }
        }

        var orphan = files.FirstOrDefault(file => file.EndsWith(RosterCsv.Ending, StringComparison.Ordinal)
            && !meetings.ContainsKey(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(file)[..^RosterCsv.Ending.Length])));
        return orphan is null ? (Rows(meetings), Rows(rosters)) : throw new RegistryException($"{orphan} is the roster of no meeting.");
    }

    private static bool IsMeeting(string path) => path.EndsWith(MeetingEnding, StringComparison.Ordinal) && Path.GetFileName(path) != CalendarRules;

    private static (Meeting Meeting, string Path) ReadMeeting(string path)
    {
        var meeting = SourceText.Parse(SourceText.Read(path, GreatestLength), RecordJson.Meeting, path);
        Check(meeting, path);
        return meeting.Id + MeetingEnding == Path.GetFileName(path)
            ? (meeting, path)
            : throw new RegistryException($"{path} describes the meeting \"{meeting.Id}\"; the file's name must be {meeting.Id}{MeetingEnding}.");
    }

    private static IEnumerable<(Meeting Meeting, string Path)> ReadCalendars(string folder, IReadOnlyList<string> files, MeetingKeys keys)
    {
        var calendars = files.Where(file => file.EndsWith(CalendarEnding, StringComparison.Ordinal)).ToList();
        if (calendars.Count == 0)
        {
            yield break;
        }

        var rulesPath = Path.Combine(folder, CalendarRules);
        var rules = SourceText.Parse(SourceText.Read(rulesPath, GreatestLength), CalendarRulesContext.Default.CalendarRules, rulesPath);
        foreach (var path in calendars)
        {
            foreach (var entry in CalendarReader.Read(SourceText.Read(path, GreatestCalendarLength), path))
            {
                var meeting = rules.ToMeeting(entry, keys);
                Check(meeting, $"{path} line {entry.Line}");
                yield return (meeting, path);
            }
        }
    }

    private static void Check(Meeting meeting, string place)
    {
        try
        {
            MeetingRecordRules.Check(meeting);
        }
        catch (RecordException e)
        {
            throw new RegistryException($"{place}: {e.Message}", e);
        }
    }

    private static List<SetRow> Rows(SortedDictionary<byte[], byte[]> rows) => [.. rows.Select(row => new SetRow(row.Key, row.Value))];

    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
