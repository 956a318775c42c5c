using Kiosk.Words;

namespace Kiosk.Collector.Reports;

/// <summary>What a secretary hands over.</summary>
internal enum ReportForm
{
    /// <summary>Danh sách: who was present, absent with and without reason; totals.</summary>
    Attendance = 0,

    /// <summary>Figures for báo cáo thẩm tra tư cách đại biểu and báo cáo tình hình đảng viên tham dự.</summary>
    Credentials,

    /// <summary>Phụ lục biên bản: figures, absences, and what they rest on.</summary>
    Minutes,
}

/// <summary>Composes the forms.</summary>
internal static class ReportForms
{
    public static ReportDocument Compose(ReportForm form, IReadOnlyList<SessionAttendance> sessions, ReportTemplate template, Language language)
    {
        var meeting = sessions[0].Meeting.Meeting;
        // A secret meeting's title stands on no paper that the program makes.
        var title = meeting.HidesTitle ? meeting.Id : meeting.Title;
        var (kind, subject) = form switch
        {
            ReportForm.Credentials => (template.CredentialsKind, new Phrase($"Số liệu phục vụ thẩm tra tư cách đại biểu, đảng viên tham dự {title}", $"Figures for the credentials report: {title}")),
            ReportForm.Minutes => (template.MinutesKind, new Phrase($"Tình hình tham dự {title}", $"Attendance at {title}")),
            _ => (template.AttendanceKind, new Phrase($"Đại biểu, đảng viên tham dự {title}", $"Attendance at {title}")),
        };
        return new(kind, subject.In(language), [.. sessions.SelectMany(session => Blocks(form, session, language))]);
    }

    private static IEnumerable<ReportBlock> Blocks(ReportForm form, SessionAttendance session, Language language)
    {
        var tables = new ReportTables(session, language);
        return (IEnumerable<ReportBlock>)
        [
            new ReportBlock.Paragraph(
                new Phrase(
                    $"{session.Session.Title}, từ {LocalFormat.Time(session.Session.Starts)} ngày {LocalFormat.Day(session.Session.Starts)}",
                    $"{session.Session.Title}, from {LocalFormat.Time(session.Session.Starts)} on {LocalFormat.Day(session.Session.Starts)}").In(language),
                IsHeading: true),
            .. form switch
            {
                ReportForm.Credentials => [tables.Figures(), tables.ByClass(), tables.ByDelegation(), tables.ByHall(), .. tables.Traits() is { } traits ? [traits] : (ReportBlock[])[], tables.Replacements(), AsOf(session, language)],
                ReportForm.Minutes =>
                [
                    tables.Figures(), tables.ByClass(), tables.Absent(Presence.AbsentWithReason), tables.Absent(Presence.AbsentWithoutReason), tables.Absent(Presence.NotArrived), AsOf(session, language), tables.Journals(), HowToVerify(language),
                ],
                _ => (IEnumerable<ReportBlock>)
                [
                    tables.Present(), tables.Absent(Presence.AbsentWithReason), tables.Absent(Presence.AbsentWithoutReason), tables.Absent(Presence.NotArrived), tables.ByClass(), tables.ByDelegation(), AsOf(session, language),
                ],
            },
        ];
    }

    private static ReportBlock.Paragraph AsOf(SessionAttendance session, Language language)
    {
        var conflicts = session.Conflicts == 0 ? new Phrase("", "") : new(
            $" Có {session.Conflicts} trường hợp được ghi nhận ở hai cửa, cần xem xét; mỗi người chỉ được tính một lần.",
            $" {session.Conflicts} people were recorded at two doors, to be reviewed; each is counted once.");
        var halls = OtherHallsOf(session);
        return new(new Phrase(
            $"Số liệu tính đến {LocalFormat.Time(session.AsOf)}, ngày {LocalFormat.Day(session.AsOf)}, ghi nhận tại {session.Doors} cửa; kết quả chính thức theo biên bản.{halls.Vietnamese}{conflicts.Vietnamese}",
            $"Figures as of {LocalFormat.Time(session.AsOf)}, {LocalFormat.Day(session.AsOf)}, recorded at {session.Doors} doors; the minutes are the official record.{halls.English}{conflicts.English}").In(language));
    }

    private static Phrase OtherHallsOf(SessionAttendance session) => session switch
    {
        { Halls: { Terminals: [_, ..] terminals, HeardAt: var at } } => new(
            $" Đã tính cả các điểm khác (thiết bị {string.Join(", ", terminals)}), theo số liệu nhận được lúc {LocalFormat.Time(at)}, ngày {LocalFormat.Day(at)}.",
            $" Other halls are counted too (terminals {string.Join(", ", terminals)}), as of {LocalFormat.Time(at)}, {LocalFormat.Day(at)}."),
        { Halls.HeardAt: var at } => new(
            $" Các điểm khác chưa ghi nhận ai; liên lạc lần cuối lúc {LocalFormat.Time(at)}, ngày {LocalFormat.Day(at)}.",
            $" Nobody was recorded at other halls; last heard at {LocalFormat.Time(at)}, {LocalFormat.Day(at)}."),
        { HasUpstream: true } => new(
            " Chỉ tính các cửa của điểm này: chưa nhận được số liệu của các điểm khác.",
            " Only the doors of this hall are counted: nothing was heard of other halls."),
        _ => new("", ""),
    };

    private static ReportBlock.Paragraph HowToVerify(Language language) => new(new Phrase(
        "Cách kiểm tra: lệnh \"kiosk receipt verify TỆP --collector KHÓA\" đối chiếu biên nhận của máy với nhật ký; mã gốc phải trùng với mã ghi ở trên.",
        "To verify: \"kiosk receipt verify FILE --collector KEY\" compares a terminal's receipt with its journal; the root must be the one above.").In(language));
}
