using Kiosk.Source.Calendars;
using Kiosk.Source.Problems;

namespace Kiosk.Source.Folders;

/// <summary>All calendars of a province together: the last revision of each UID counts, and cancelled events are withdrawn.</summary>
internal sealed class CalendarFiles(string folder, IReadOnlyList<string> calendars, MeetingKeys keys, SourceProblems problems)
{
    public const string RulesName = "calendar.json";

    /// <summary>As shown in the registry's README.</summary>
    internal const string RulesExample =
        """{ "kind": "cellMeeting", "opensBefore": "00:30:00", "hidesTitle": false, "quorum": { "numerator": 1, "denominator": 2, "rounding": "moreThan", "legalReference": "…", "approvedBy": "…" } }""";

    private const int MaxRulesLength = 64 * 1024;
    private const int MaxCalendarLength = 16 * 1024 * 1024;

    private static readonly TimeSpan MaxOpensBefore = TimeSpan.FromDays(1);

    private readonly HashSet<string> withdrawn = new(StringComparer.Ordinal);

    /// <summary>Whether every event is a meeting or cancelled; otherwise a roster may belong to one that is neither.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>The ids and plain UIDs of cancelled meetings.</summary>
    public IReadOnlyCollection<string> Withdrawn => withdrawn;

    /// <summary>Whether a roster of this name belongs to a cancelled meeting.</summary>
    public bool IsWithdrawn(string rosterName) => withdrawn.Contains(rosterName);

    public IReadOnlyList<SourceMeeting> Read()
    {
        var before = problems.Count(ProblemSeverity.Error);
        var rules = ReadRules();
        var meetings = new List<SourceMeeting>();
        foreach (var revisions in calendars.SelectMany(ReadCalendar).GroupBy(entry => entry.Uid.Text, StringComparer.Ordinal))
        {
            var last = revisions.Max(CalendarEntry.ByRevision)!;
            foreach (var older in revisions.OfType<CalendarEntry.Held>().Where(entry => entry != last && CalendarEntry.ByRevision.Compare(entry, last) != 0))
            {
                problems.Note(older.Path, older.Line, new($"\"{older.Summary}\" không còn giá trị: {Path.GetFileName(last.Path)} dòng {last.Line} {(last is CalendarEntry.Cancelled ? "hủy cuộc họp này" : $"là bản sửa đổi {last.Sequence}")}.", $"\"{older.Summary}\" counts no more: {Path.GetFileName(last.Path)} line {last.Line} {(last is CalendarEntry.Cancelled ? "cancels it" : $"is its revision {last.Sequence}")}."));
            }

            if (last is CalendarEntry.Cancelled)
            {
                withdrawn.UnionWith([last.Uid.Id, last.Uid.Plain]);
                problems.Note(last.Path, last.Line, new($"cuộc họp {last.Uid.Id} (\"{last.Summary}\") đã bị hủy nên không phát hành.", $"the meeting {last.Uid.Id} (\"{last.Summary}\") is cancelled and is not published."));
                continue;
            }

            foreach (var held in revisions.OfType<CalendarEntry.Held>().Where(entry => rules is not null && CalendarEntry.ByRevision.Compare(entry, last) == 0))
            {
                if (problems.Try(() => ToMeeting(held, rules!)) is { } meeting)
                {
                    meetings.Add(meeting);
                }
            }
        }

        IsWhole = problems.Count(ProblemSeverity.Error) == before;
        return meetings;
    }

    private SourceMeeting ToMeeting(CalendarEntry.Held entry, CalendarRules rules)
    {
        var meeting = rules.ToMeeting(entry, keys);
        MeetingTexts.Check(meeting, entry.Path, entry.Line, problems);
        string[] rosters = entry.Uid.IsDerived ? [entry.Uid.Id + RosterCsv.Ending, entry.Uid.Plain + RosterCsv.Ending] : [entry.Uid.Id + RosterCsv.Ending];
        if (entry.Uid.IsDerived)
        {
            problems.Note(entry.Path, entry.Line, new($"cuộc họp \"{entry.Summary}\" có mã {entry.Uid.Id}, lập từ UID; danh sách triệu tập của cuộc họp đặt tên là {rosters[0]}.", $"the meeting \"{entry.Summary}\" has the id {entry.Uid.Id}, made of its UID; its roster is called {rosters[0]}."));
        }

        return new(meeting, entry.Path, entry.Line, rosters);
    }

    private IReadOnlyList<CalendarEntry> ReadCalendar(string path) =>
        problems.Try(() => CalendarReader.Read(SourceFile.Read(path, problems.Folder, MaxCalendarLength), path, problems)) ?? [];

    private CalendarRules? ReadRules()
    {
        if (calendars.Count == 0)
        {
            return null;
        }

        var path = Path.Combine(folder, RulesName);
        if (!Path.Exists(path))
        {
            problems.Error(path, null, new($"không có tệp này; tệp nêu những điều mà lịch không nêu được, ví dụ: {RulesExample}", $"the file is missing; it says what calendars cannot, for example: {RulesExample}"));
            return null;
        }

        var rules = problems.Try(() => SourceJson.Parse(SourceJson.Read(path, problems.Folder, MaxRulesLength), CalendarRulesContext.Default.CalendarRules, path, problems));
        if (rules is not null && (rules.OpensBefore < TimeSpan.Zero || rules.OpensBefore > MaxOpensBefore))
        {
            problems.Error(path, null, new($"\"opensBefore\" là {rules.OpensBefore}, không nằm trong khoảng từ 00:00:00 đến một ngày.", $"\"opensBefore\" is {rules.OpensBefore} and not between 00:00:00 and a day."));
            return null;
        }

        return rules;
    }
}
