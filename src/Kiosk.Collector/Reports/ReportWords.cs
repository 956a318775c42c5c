using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Collector.Reports;

/// <summary>The words of reports.</summary>
internal static class ReportWords
{
    public static readonly Phrase Number = new("STT", "No.");
    public static readonly Phrase Name = new("Họ và tên", "Full name");
    public static readonly Phrase CardNumber = new("Số thẻ", "Card number");
    public static readonly Phrase Unit = new("Đơn vị", "Unit");
    public static readonly Phrase Class = new("Tư cách", "Class");
    public static readonly Phrase Delegation = new("Đoàn", "Delegation");
    public static readonly Phrase ArrivedAt = new("Giờ đến", "Arrived");
    public static readonly Phrase Door = new("Cửa", "Door");
    public static readonly Phrase Note = new("Ghi chú", "Note");
    public static readonly Phrase Reason = new("Lý do", "Reason");
    public static readonly Phrase RecordedBy = new("Ghi nhận tại", "Recorded at");
    public static readonly Phrase ByInvitation = new("Vào bằng giấy mời, không có thẻ", "By invitation, without a card");
    public static readonly Phrase Late = new("Đến sau giờ bắt đầu", "After the start");
    public static readonly Phrase Figure = new("Nội dung", "Figure");
    public static readonly Phrase Count = new("Số lượng", "Number");
    public static readonly Phrase Convened = new("Triệu tập", "Convened");
    public static readonly Phrase Present = new("Có mặt", "Present");
    public static readonly Phrase WithReason = new("Vắng có lý do", "Absent with reason");
    public static readonly Phrase WithoutReason = new("Vắng không có lý do", "Absent without reason");
    public static readonly Phrase NotArrived = new("Chưa đến", "Not yet arrived");
    public static readonly Phrase Unknown = new("Vắng chưa rõ lý do", "Absent, reason not noted");
    public static readonly Phrase OffRoster = new("Có mặt ngoài danh sách triệu tập", "Present without a line on the list");
    public static readonly Phrase Total = new("Tổng số", "Total");
    public static readonly Phrase NoDelegation = new("Không ghi đoàn", "No delegation stated");
    public static readonly Phrase Hall = new("Khu", "Area");
    public static readonly Phrase NoSeat = new("(chưa xếp chỗ)", "(no seat)");
    public static readonly Phrase NotKnown = new("Chưa rõ họ tên", "Name not known");
    public static readonly Phrase Guest = new("Khách, ghi nhận tại bàn hỗ trợ", "A guest, let in at the support desk");

    public static Phrase Of(Presence presence, bool isOver) => presence switch
    {
        Presence.Present => Present,
        Presence.AbsentWithReason => WithReason,
        Presence.AbsentWithoutReason => WithoutReason,
        _ => isOver ? Unknown : NotArrived,
    };

    public static Phrase Of(AttendeeClass attendee) => attendee switch
    {
        AttendeeClass.Guest => new("Khách mời", "Guest"),
        AttendeeClass.Member => new("Đảng viên", "Member"),
        AttendeeClass.MemberWithoutVote => new("Đảng viên không biểu quyết", "Member without vote"),
        AttendeeClass.DelegateExOfficio => new("Đại biểu đương nhiên", "Delegate ex officio"),
        AttendeeClass.DelegateElected => new("Đại biểu được bầu", "Elected delegate"),
        AttendeeClass.DelegateAppointed => new("Đại biểu chỉ định", "Appointed delegate"),
        AttendeeClass.Alternate => new("Đại biểu dự khuyết", "Alternate"),
        AttendeeClass.CommitteeMember => new("Cấp ủy viên", "Committee member"),
        AttendeeClass.MemberExempt => new("Đảng viên được miễn công tác và sinh hoạt", "Exempt member"),
        _ => new("Chưa rõ", "Unknown"),
    };
}
