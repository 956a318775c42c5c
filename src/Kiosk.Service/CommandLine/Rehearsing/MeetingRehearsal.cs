using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Rehearsing;

/// <summary>Whether a terminal is ready for a meeting to come, as far as its data say; pure.</summary>
/// <param name="door">The terminal's.</param>
/// <param name="dataUntil">When the signed data expire; null if the terminal has no feed.</param>
/// <param name="listsUntil">When the first revocation list is due; null if there is none.</param>
internal sealed class MeetingRehearsal(DoorPlace door, DateTimeOffset? dataUntil, DateTimeOffset? listsUntil, DateTimeOffset now)
{
    private static readonly Phrase Sync = new("Đồng bộ dữ liệu mới: kiosk sync now, hoặc kiosk sync import THƯ-MỤC", "Sync newer data: kiosk sync now, or kiosk sync import PATH");

    /// <param name="id">As it was asked for.</param>
    /// <param name="meeting">Null if the data do not have it.</param>
    /// <param name="known">The meetings that they have.</param>
    public IReadOnlyList<Finding> Look(string id, Meeting? meeting, IReadOnlyCollection<RosterEntry> roster, IEnumerable<string> known)
    {
        if (meeting is null)
        {
            var others = string.Join(", ", known);
            return [new("meeting", Doctor.Health.Bad, new($"Chưa có cuộc họp {id} trong dữ liệu; đang có: {others}.", $"The meeting {id} is not in the data, which hold: {others}."), Sync)];
        }

        var end = meeting.Sessions.Max(session => session.Closes);
        return [MeetingOf(meeting, end), RosterOf(roster), CardsOf(meeting, roster), Until("data", new("Dữ liệu ký số", "The signed data"), dataUntil, end), Until("lists", new("Danh sách thu hồi", "The revocation lists"), listsUntil, end), DoorOf(roster)];
    }

    private Finding MeetingOf(Meeting meeting, DateTimeOffset end)
    {
        var title = meeting.IsSecret ? meeting.Id : meeting.Title;
        var opens = meeting.Sessions.Min(session => session.Opens);
        var what = new Phrase(
            $"{title}: {meeting.Sessions.Count} phiên, điểm danh từ {LocalFormat.Time(opens)} ngày {LocalFormat.Day(opens)} đến {LocalFormat.Time(end)} ngày {LocalFormat.Day(end)}.",
            $"{title}: sessions: {meeting.Sessions.Count}; check-in from {LocalFormat.Time(opens)} on {LocalFormat.Day(opens)} to {LocalFormat.Time(end)} on {LocalFormat.Day(end)}.");
        return end > now ? new("meeting", Doctor.Health.Good, what) : new("meeting", Doctor.Health.Bad, what, new("Cuộc họp đã kết thúc: hãy kiểm tra mã cuộc họp, hoặc đồng bộ dữ liệu mới.", "The meeting is over: check its id, or sync newer data."));
    }

    private static Finding RosterOf(IReadOnlyCollection<RosterEntry> roster) => roster.Count > 0
        ? new("roster", Doctor.Health.Good, new($"Danh sách có {roster.Count} người.", $"The list holds {roster.Count} people."))
        : new("roster", Doctor.Health.Bad, new("Danh sách triệu tập trống.", "Nobody is on the list."), Sync);

    private static Finding CardsOf(Meeting meeting, IReadOnlyCollection<RosterEntry> roster)
    {
        var ending = EndingCards.Of(meeting, roster);
        var by = string.Join("; ", ending.Select(one => $"{(one.Delegation.Length > 0 ? one.Delegation : "—")}: {one.Count} ({LocalFormat.Day(one.First)})"));
        // Which delegations are convened to a secret meeting is nobody else's to know.
        var whose = meeting.IsSecret ? new Phrase("", "") : new($", theo đoàn: {by}", $", by delegation: {by}");
        return ending.Count == 0
            ? new("cards", Doctor.Health.Good, new("Không thẻ nào trong danh sách có chứng thư số được biết là hết hạn trước khi kết thúc.", "No card on the list is known to have a certificate that ends before the meeting does."))
            : new(
                "cards",
                Doctor.Health.Bad,
                new($"Chứng thư số của {ending.Sum(one => one.Count)} thẻ hết hạn trước khi kết thúc{whose.Vietnamese}.", $"The certificates of {ending.Sum(one => one.Count)} cards end before the meeting does{whose.English}."),
                new("Báo các đoàn đổi thẻ, hoặc chuẩn bị bàn hỗ trợ.", "Have the delegations exchange them, or prepare the support desk."));
    }

    private static Finding Until(string name, Phrase what, DateTimeOffset? until, DateTimeOffset end) => until switch
    {
        null => new(name, Doctor.Health.Doubtful, new($"{what.Vietnamese}: không có thời hạn.", $"{what.English}: no date is known."), Sync),
        { } date when date >= end => new(name, Doctor.Health.Good, new($"{what.Vietnamese} có hiệu lực đến {LocalFormat.Time(date)} ngày {LocalFormat.Day(date)}.", $"{what.English} are good until {LocalFormat.Time(date)} on {LocalFormat.Day(date)}.")),
        { } date => new(
            name,
            Doctor.Health.Doubtful,
            new($"{what.Vietnamese} hết hiệu lực lúc {LocalFormat.Time(date)} ngày {LocalFormat.Day(date)}, trước khi cuộc họp kết thúc.", $"{what.English} end at {LocalFormat.Time(date)} on {LocalFormat.Day(date)}, before the meeting does."),
            Sync),
    };

    private Finding DoorOf(IReadOnlyCollection<RosterEntry> roster)
    {
        var bound = roster.Count(entry => entry.Door is not null && entry.Door != door.Name);
        var way = door.Direction switch
        {
            Admission.DoorDirection.Out => new Phrase("cửa ra", "the way out"),
            Admission.DoorDirection.Both => new("cửa vào và ra", "both ways"),
            _ => new("cửa vào", "the way in"),
        };
        return new("door", Doctor.Health.Good, new($"Cửa {door.Name}: {way.Vietnamese}; {bound} người được mời vào cửa khác.", $"Door {door.Name}: {way.English}; {bound} people are invited to another door."));
    }
}
