using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>The words of a meeting's pages.</summary>
internal static class MeetingWords
{
    public static readonly Phrase Report = new("Báo cáo", "Report");
    public static readonly Phrase AttendanceReport = new("Danh sách dự họp", "Attendance list");
    public static readonly Phrase CredentialsReport = new("Số liệu thẩm tra tư cách đại biểu", "Figures for the credentials report");
    public static readonly Phrase MinutesReport = new("Phụ lục biên bản", "The minutes' annex");
    public static readonly Phrase Format = new("Định dạng", "Format");
    public static readonly Phrase Download = new("Tải về", "Download");
    public static readonly Phrase DownloadSigned = new("Tải về kèm chữ ký số", "Download with a digital signature");
    public static readonly Phrase NoMeetings = new("Chưa có cuộc họp nào trong những ngày này.", "There is no meeting in these days.");
    public static readonly Phrase ByNumber = new("Mở cuộc họp theo mã", "Open a meeting by its id");
    public static readonly Phrase Open = new("Mở", "Open");
    public static readonly Phrase Meeting = new("Cuộc họp", "Meeting");
    public static readonly Phrase Sessions = new("Phiên", "Session");
    public static readonly Phrase CheckInOpens = new("Điểm danh bắt đầu", "Check-in opens");
    public static readonly Phrase Unknown = new(
        "Chưa nhập danh sách của cuộc họp này (collector import --source): chỉ có số liệu, không có họ tên.",
        "This meeting's list was not imported (collector import --source): figures only, without names.");
    public static readonly Phrase Convened = new("Triệu tập", "Convened");
    public static readonly Phrase Present = new("Có mặt", "Present");
    public static readonly Phrase Inside = new("Đang trong phòng họp", "Inside now");
    public static readonly Phrase VotingBase = new("Tổng số tính tỷ lệ biểu quyết", "Voting base");
    public static readonly Phrase OrganisationsMet = new("Có đại biểu của {0}/{1} tổ chức trực thuộc — đủ theo quy định.", "{0}/{1} subordinate organisations are represented: enough.");
    public static readonly Phrase OrganisationsShort = new("Có đại biểu của {0}/{1} tổ chức trực thuộc — còn thiếu {2}.", "{0}/{1} subordinate organisations are represented: {2} short.");
    public static readonly Phrase AbsentWithReason = new("Vắng có lý do", "Absent with reason");
    public static readonly Phrase AbsentWithoutReason = new("Vắng không có lý do", "Absent without reason");
    public static readonly Phrase NotYet = new("Chưa đến", "Not yet arrived");
    public static readonly Phrase QuorumMet = new("Có mặt {0}/{1} — đủ số lượng theo quy định.", "Present {0}/{1}: quorum met.");
    public static readonly Phrase QuorumShort = new("Có mặt {0}/{1} — chưa đủ số lượng theo quy định, còn thiếu {2}.", "Present {0}/{1}: {2} short of the quorum.");
    public static readonly Phrase AsOf = new("Số liệu tính đến {0}, ngày {1}.", "Figures as of {0}, {1}.");
    public static readonly Phrase OtherHalls = new("Đã tính cả các điểm khác (thiết bị {0}); số liệu của các điểm đó nhận được {1}.", "Other halls are counted too (terminals {0}); their figures arrived at {1}.");
    public static readonly Phrase NoOtherHalls = new("Các điểm khác chưa ghi nhận ai; liên lạc lần cuối {0}.", "Nobody was recorded at other halls; last heard at {0}.");
    public static readonly Phrase PerMinute = new("Số người đến mỗi phút", "Arrivals per minute");
    public static readonly Phrase PerMinuteSummary = new("Từ {0} đến {1}; nhiều nhất {2} người một phút.", "From {0} to {1}; at most {2} in a minute.");
    public static readonly Phrase ByDoor = new("Theo cửa", "By door");
    public static readonly Phrase ByHall = new("Theo khu", "By area");
    public static readonly Phrase ByDelegation = new("Theo đoàn", "By delegation");
    public static readonly Phrase None = new("(không ghi)", "(none)");
    public static readonly Phrase Conflicts = new("Cần xem xét: một người được ghi nhận ở hai cửa", "To review: one person recorded at two doors");
    public static readonly Phrase NoConflicts = new("Không có ai được ghi nhận ở hai cửa.", "Nobody was recorded at two doors.");
    public static readonly Phrase Silent = new("Máy không liên lạc", "Silent terminals");
    public static readonly Phrase NoSilent = new("Mọi máy của phiên này đều liên lạc.", "All terminals of this session are heard of.");
    public static readonly Phrase SilentSince = new("{0}: từ {1}", "{0}: since {1}");
    public static readonly Phrase ToList = new("Danh sách và bàn hỗ trợ", "List and support desk");
    public static readonly Phrase ToFigures = new("Số liệu", "Figures");

    public static Phrase OfClass(AttendeeClass one) => one switch
    {
        AttendeeClass.Guest => new("khách mời", "guest"),
        AttendeeClass.Member => new("đảng viên", "member"),
        AttendeeClass.MemberWithoutVote => new("đảng viên không biểu quyết", "member without vote"),
        AttendeeClass.DelegateExOfficio => new("đại biểu đương nhiên", "delegate ex officio"),
        AttendeeClass.DelegateElected => new("đại biểu được bầu", "elected delegate"),
        AttendeeClass.DelegateAppointed => new("đại biểu chỉ định", "appointed delegate"),
        AttendeeClass.Alternate => new("đại biểu dự khuyết", "alternate"),
        AttendeeClass.CommitteeMember => new("ủy viên", "committee member"),
        AttendeeClass.MemberExempt => new("đảng viên được miễn công tác, sinh hoạt", "exempt member"),
        _ => new("chưa xác định", "unknown"),
    };
}
