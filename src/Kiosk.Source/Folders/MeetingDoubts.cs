using System.Globalization;
using Kiosk.Feed.Records;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;
using Kiosk.Words;

namespace Kiosk.Source.Folders;

/// <summary>Suspicious content of a meeting and its list. Published nevertheless, and reported with a remedy.</summary>
/// <param name="now">The desk's clock.</param>
internal sealed class MeetingDoubts(DateTimeOffset now, SourceProblems problems)
{
    private const int MaxLinesNamed = 5;

    private static readonly TimeSpan FarAhead = TimeSpan.FromDays(2 * 366);
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    /// <summary>Checks for a meeting that is over, or so far ahead that its year is probably wrong.</summary>
    public void WarnOfTime(SourceMeeting source)
    {
        var meeting = source.Meeting;
        if (meeting.Sessions.Max(session => session.Closes) is var closed && closed < now)
        {
            problems.Warn(source.Path, source.Line, new($"cuộc họp {meeting.Id} (\"{meeting.Title}\") đã kết thúc từ {Local(closed).Vietnamese} nên không máy nào nhận thẻ: hãy sửa ngày, hoặc bỏ cuộc họp và danh sách triệu tập đi.", $"the meeting {meeting.Id} (\"{meeting.Title}\") is over since {Local(closed).English}, so no terminal takes a card for it: correct its date, or take it and its roster away."));
        }
        else if (meeting.Sessions.Min(session => session.Opens) is var opens && opens - now > FarAhead)
        {
            problems.Warn(source.Path, source.Line, new($"cuộc họp {meeting.Id} (\"{meeting.Title}\") đến {Local(opens).Vietnamese} mới mở điểm danh, hơn hai năm nữa: hãy xem lại năm.", $"the meeting {meeting.Id} (\"{meeting.Title}\") opens on {Local(opens).English} only, more than two years from now: look at the year."));
        }
    }

    /// <summary>Checks for an empty list, or missing seats at a meeting with numbered seats.</summary>
    /// <param name="isBare">Whether it contains only the header.</param>
    public void WarnOfRoster(Meeting meeting, string path, IReadOnlyList<RosterLine> lines, bool isBare)
    {
        if (isBare)
        {
            problems.Warn(path, null, new($"danh sách của cuộc họp {meeting.Id} (\"{meeting.Title}\") không có ai nên mọi thẻ đều bị từ chối vì không có trong danh sách triệu tập: hãy ghi mỗi người được triệu tập một dòng.", $"nobody is on the list of the meeting {meeting.Id} (\"{meeting.Title}\"), so every card is turned away as not invited: write a line for each who is convened."));
            return;
        }

        var unseated = lines.Where(line => line.Entry.Seat is null && line.Entry.Class is not (AttendeeClass.Guest or AttendeeClass.Alternate)).ToList();
        if (unseated.Count > 0 && unseated.Count * 4L <= lines.Count)
        {
            var named = string.Join(", ", unseated.Take(MaxLinesNamed).Select(line => line.Line)) + (unseated.Count > MaxLinesNamed ? ", …" : "");
            problems.Warn(path, unseated[0].Line, new($"{unseated.Count} trong số {lines.Count} thẻ chưa có chỗ ngồi, trong khi các thẻ khác đã có (dòng {named}): hãy điền khu vực, hàng và số ghế.", $"{Counted.Of(unseated.Count, "card")} of {lines.Count} {(unseated.Count == 1 ? "has" : "have")} no seat where the others have one (line{(unseated.Count == 1 ? "" : "s")} {named}): fill in area, row and seat."));
        }
    }

    /// <summary>An invitation that is not published, because the terminal could not tell by it what the card's record says.</summary>
    public void WarnOfInvitation(string path, RosterLine line, bool isKnown) => problems.Warn(path, line.Line, isKnown
        ? new($"{line.Name} chỉ vào được bằng thẻ: trạng thái đảng viên vào ngày họp không phải chính thức nên giấy mời số {line.Entry.InvitationNumber} không có hiệu lực.", $"{line.Name} can come by card only: their status on the meeting's day is not that of an official member, so the invitation {line.Entry.InvitationNumber} is not in force.")
        : new($"thẻ {line.Card} không có trong {MembersCsv.Name} và người này không phải khách mời nên giấy mời số {line.Entry.InvitationNumber} không có hiệu lực: người không có thẻ thì để trống cột card.", $"the card {line.Card} is not in {MembersCsv.Name} and its holder is no guest, so the invitation {line.Entry.InvitationNumber} is not in force: leave the column card empty for somebody without one."));

    /// <summary>Invitations of a secret meeting, which is entered by card only.</summary>
    public void WarnOfSecretInvitations(Meeting meeting, string path, RosterLine first) => problems.Warn(path, first.Line, new(
        $"cuộc họp {meeting.Id} là cuộc họp bí mật, chỉ vào bằng thẻ, nên giấy mời không có hiệu lực.", $"the meeting {meeting.Id} is secret and entered by card only, so its invitations are not in force."));

    private static Phrase Local(DateTimeOffset instant)
    {
        var local = instant.ToOffset(Vietnam);
        return new(local.ToString("HH:mm 'ngày' dd/MM/yyyy", CultureInfo.InvariantCulture), local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + ", Vietnam's time");
    }
}
