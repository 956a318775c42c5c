using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>The words of a meeting's list and of the support desk.</summary>
internal static class PeopleWords
{
    public static readonly Phrase Search = new("Tìm theo tên (không cần dấu)", "Find a name (accents optional)");
    public static readonly Phrase State = new("Tình trạng", "State");
    public static readonly Phrase All = new("Tất cả", "All");
    public static readonly Phrase Delegation = new("Đoàn", "Delegation");
    public static readonly Phrase Show = new("Xem", "Show");
    public static readonly Phrase List = new("Danh sách", "List");
    public static readonly Phrase Name = new("Họ và tên", "Full name");
    public static readonly Phrase Unit = new("Đơn vị", "Unit");
    public static readonly Phrase Class = new("Thành phần", "Capacity");
    public static readonly Phrase Desk = new("Bàn hỗ trợ", "Support desk");
    public static readonly Phrase By = new("(người ghi: {0})", "(by {0})");
    public static readonly Phrase ByInvitation = new("vào bằng giấy mời, không có thẻ", "by invitation, without a card");
    public static readonly Phrase NoName = new("(không có tên) {0}", "(no name) {0}");
    public static readonly Phrase Guest = new("khách, không có trong danh sách", "guest, not on the list");
    public static readonly Phrase Found = new("{0} người", "{0} people");
    public static readonly Phrase Previous = new("Trang trước", "Previous page");
    public static readonly Phrase Next = new("Trang sau", "Next page");
    public static readonly Phrase Actions = new("Thao tác", "Act");
    public static readonly Phrase ActionsFor = new("Thao tác cho {0}", "Act for {0}");
    public static readonly Phrase Reason = new("Lý do", "Reason");
    public static readonly Phrase Choose = new("— chọn lý do —", "— choose a reason —");
    public static readonly Phrase Alternate = new("Đại biểu dự khuyết", "Alternate");
    public static readonly Phrase Document = new("Số văn bản quyết định", "Number of the deciding document");
    public static readonly Phrase Substitute = new("Thay đại biểu này", "Take this delegate's place");
    public static readonly Phrase Note = new("Ghi chú", "Note");
    public static readonly Phrase CheckIn = new("Ghi nhận có mặt", "Check in");
    public static readonly Phrase Undo = new("Hủy ghi nhận", "Undo the check-in");
    public static readonly Phrase NoteAbsence = new("Ghi vắng", "Note an absence");
    public static readonly Phrase LetIn = new("Mời khách vào", "Let a guest in");
    public static readonly Phrase GuestName = new("Họ và tên khách", "The guest's full name");
    public static readonly Phrase PrintInvitation = new("In giấy mời số {0}", "Print invitation no. {0}");
    public static readonly Phrase Done = new("Đã ghi: {0}.", "Recorded: {0}.");

    public static Phrase Of(PersonState state) => state switch
    {
        PersonState.Present => MeetingWords.Present,
        PersonState.AbsentWithReason => MeetingWords.AbsentWithReason,
        PersonState.AbsentWithoutReason => MeetingWords.AbsentWithoutReason,
        _ => MeetingWords.NotYet,
    };
}
