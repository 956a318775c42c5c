using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;
using Kiosk.Source.Calendars;
using Kiosk.Source.Problems;

namespace Kiosk.Source.Folders;

/// <summary>
/// The folder <c>meetings</c> of a province: <c>ID.json</c>, or calendars (<c>*.ics</c>) with one <c>calendar.json</c> for what calendars cannot express; and for
/// each meeting <c>ID.roster.csv</c>.
/// </summary>
internal sealed class MeetingFiles(string folder, CardNumbers members, MeetingKeys keys, DateTimeOffset now, SourceProblems problems)
{
    private const string MeetingEnding = ".json";
    private const string CalendarEnding = ".ics";
    private const int MaxMeetingLength = 1024 * 1024;

    private static readonly ExpectedNames Expected = new([CalendarFiles.RulesName], [], [RosterCsv.Ending, MeetingEnding, CalendarEnding]);

    private readonly List<Meeting> meetings = [];
    private readonly List<Invitation> invitations = [];
    private readonly List<Invitee> invitees = [];
    private readonly Dictionary<string, SourceMeeting> byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> usedRosters = new(StringComparer.Ordinal);
    private readonly MeetingDoubts doubts = new(now, problems);

    /// <summary>The ids of meetings cancelled by a calendar.</summary>
    public IReadOnlyCollection<string> Withdrawn { get; private set; } = [];

    /// <summary>Who may come by a signed invitation.</summary>
    public IReadOnlyList<Invitee> Invitees => invitees;

    /// <returns>Those that may be published; the rest are problems.</returns>
    public (IReadOnlyList<Meeting> Meetings, IReadOnlyList<Invitation> Invitations) Read(CancellationToken cancellationToken)
    {
        var files = Expected.List(folder, problems) ?? [];
        var calendars = new CalendarFiles(folder, [.. files.Where(file => file.EndsWith(CalendarEnding, StringComparison.Ordinal))], keys, problems);
        var convened = calendars.Read();
        Withdrawn = calendars.Withdrawn;
        foreach (var meeting in files.Where(IsMeeting).Select(path => problems.Try(() => ReadMeeting(path))).OfType<SourceMeeting>().Concat(convened))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (meeting.Line is null && calendars.IsWithdrawn(meeting.Meeting.Id))
            {
                problems.Error(meeting.Path, null, new($"cuộc họp {meeting.Meeting.Id} được triệu tập ở đây nhưng bị hủy trong một tệp lịch: hãy bỏ một trong hai.", $"the meeting {meeting.Meeting.Id} is convened here and cancelled in a calendar: take one of them away."));
            }

            Add(meeting);
        }

        foreach (var roster in files.Where(file => file.EndsWith(RosterCsv.Ending, StringComparison.Ordinal) && !usedRosters.Contains(Path.GetFileName(file))))
        {
            ExplainUnused(roster, calendars);
        }

        return (meetings, invitations);
    }

    private void ExplainUnused(string roster, CalendarFiles calendars)
    {
        var id = Path.GetFileName(roster)[..^RosterCsv.Ending.Length];
        if (calendars.IsWithdrawn(id))
        {
            problems.Note(roster, null, new("đây là danh sách triệu tập của cuộc họp đã bị hủy; tệp không được đọc.", "this is the roster of a meeting that is cancelled; it is not read."));
        }
        else if (calendars.IsWhole && !File.Exists(Path.Combine(folder, id + MeetingEnding)))
        {
            var others = string.Join(", ", byId.Keys.Order(StringComparer.Ordinal));
            problems.Error(roster, null, new(
                $"danh sách này không của cuộc họp nào: không có {id}{MeetingEnding}, cũng không có sự kiện mang mã đó{(byId.Count == 0 ? "" : $"; các cuộc họp ở đây là {others}")}.",
                $"this is the roster of no meeting: there is neither {id}{MeetingEnding} nor an event with that id{(byId.Count == 0 ? "" : $"; the meetings here are {others}")}."));
        }
    }

    private void Add(SourceMeeting source)
    {
        var meeting = source.Meeting;
        if (!byId.TryAdd(meeting.Id, source))
        {
            problems.Error(source.Path, source.Line, new($"cuộc họp {meeting.Id} (\"{meeting.Title}\") đã có {byId[meeting.Id].Place.Vietnamese}: mỗi mã chỉ dùng cho một cuộc họp.", $"the meeting {meeting.Id} (\"{meeting.Title}\") is {byId[meeting.Id].Place.English} already: one id, one meeting."));
            return;
        }

        doubts.WarnOfTime(source);
        meetings.Add(meeting);
        var (expected, found) = (source.RosterNames[0], source.RosterNames.Where(name => File.Exists(Path.Combine(folder, name))).ToList());
        usedRosters.UnionWith(source.RosterNames);
        switch (found)
        {
            case []:
                problems.Error(source.Path, source.Line, new($"thiếu danh sách triệu tập của cuộc họp {meeting.Id} (\"{meeting.Title}\"): {string.Join(" hoặc ", source.RosterNames)}.", $"the roster of the meeting {meeting.Id} (\"{meeting.Title}\") is missing: {string.Join(" or ", source.RosterNames)}."));
                break;
            case [_, var second, ..]:
                problems.Error(Path.Combine(folder, second), null, new($"cuộc họp {meeting.Id} còn một danh sách khác, {found[0]}: chỉ giữ lại một danh sách.", $"the meeting {meeting.Id} has another roster, {found[0]}: keep one of them."));
                break;
            default:
                AddRoster(meeting, Path.Combine(folder, found[0]));
                break;
        }
    }

    private void AddRoster(Meeting meeting, string path)
    {
        var roster = new RosterCsv(path, meeting.Id, members, problems);
        var lines = InForce(meeting, path, roster.Read());
        doubts.WarnOfRoster(meeting, path, lines, roster.IsBare);
        // A card that is there twice was said by line.
        invitations.AddRange(lines.Select(line => line.Entry).DistinctBy(entry => entry.Tag).Select(entry => new Invitation(meeting.Id, EndingCards.EndsEarly(meeting, entry.CertificateUntil) ? entry : entry with { CertificateUntil = null })));
        invitees.AddRange(lines.Where(line => line.Entry.InvitationNumber is not null).DistinctBy(line => line.Entry.Tag).Select(line => new Invitee(meeting.Id, line.Entry, line.Name!)));
    }

    private IReadOnlyList<RosterLine> InForce(Meeting meeting, string path, IReadOnlyList<RosterLine> lines)
    {
        if (meeting.IsSecret && lines.FirstOrDefault(line => line.Entry.InvitationNumber is not null) is { } first)
        {
            doubts.WarnOfSecretInvitations(meeting, path, first);
            return [.. lines.Select(Without)];
        }

        return [.. lines.Select(line => line.Entry.InvitationNumber is null ? line : InForce(meeting, path, line))];
    }

    // A record opens by the card alone: the desk looks into it in the terminal's place.
    private RosterLine InForce(Meeting meeting, string path, RosterLine line)
    {
        var holder = line.HasCard ? members.HolderOf(line.Entry.Tag) : null;
        if (!line.HasCard || holder?.TakesPartIn(meeting) is true || (holder is null && line.Entry.Class is AttendeeClass.Guest))
        {
            return line;
        }

        doubts.WarnOfInvitation(path, line, isKnown: holder is not null);
        return Without(line);
    }

    private static RosterLine Without(RosterLine line) => line with { Entry = line.Entry with { InvitationNumber = null } };

    private static bool IsMeeting(string path) => path.EndsWith(MeetingEnding, StringComparison.Ordinal) && Path.GetFileName(path) != CalendarFiles.RulesName;

    private SourceMeeting? ReadMeeting(string path)
    {
        if (SourceJson.Parse(SourceJson.Read(path, problems.Folder, MaxMeetingLength), RecordJson.Meeting, path, problems) is not { } meeting)
        {
            return null;
        }

        MeetingTexts.Check(meeting, path, line: null, problems);
        return meeting.Id + MeetingEnding == Path.GetFileName(path)
            ? new(meeting, path, Line: null, [meeting.Id + RosterCsv.Ending])
            : throw RegistryException.In(path, new($"tệp mô tả cuộc họp \"{meeting.Id}\": hãy đặt tên tệp là {meeting.Id}{MeetingEnding}.", $"it describes the meeting \"{meeting.Id}\": call the file {meeting.Id}{MeetingEnding}."));
    }
}
