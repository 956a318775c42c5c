using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary><c>desk.*</c>: why somebody at a meeting's support desk recorded what no card did.</summary>
internal static class DeskReasons
{
    private static readonly Phrase Nothing = new("Không cần làm gì.", "Nothing to do.");

    private static readonly Phrase EnterAgain = new("Mời đồng chí điểm danh lại khi vào dự.", "Ask the member to check in again on entering.");

    private static readonly Phrase Confirm = new("Xác nhận với đơn vị của đồng chí trước khi lập biên bản.", "Confirm it with the member's unit before the minutes are written.");

    public static Reason[] Rows =>
    [
        Row(ReasonCode.DeskNoCard, "desk.no-card", new("Chưa được cấp thẻ; ghi nhận tại bàn hỗ trợ.", "No card was issued; checked in at the support desk."), Nothing),
        Row(ReasonCode.DeskCardLeftBehind, "desk.card-left-behind", new("Không mang theo thẻ; ghi nhận tại bàn hỗ trợ.", "The card was left behind; checked in at the support desk."), Nothing),
        Row(
            ReasonCode.DeskCardUnreadable,
            "desk.card-unreadable",
            new("Thẻ không đọc được; ghi nhận tại bàn hỗ trợ.", "The card could not be read; checked in at the support desk."),
            new("Đề nghị cơ quan cấp thẻ đổi thẻ.", "Have the issuing authority exchange the card.")),
        Row(ReasonCode.DeskGuest, "desk.guest", new("Khách mời, ghi nhận tại bàn hỗ trợ.", "A guest, let in at the support desk."), Nothing),
        Row(ReasonCode.DeskMistaken, "desk.mistaken", new("Hủy ghi nhận: ghi nhầm người.", "Undone: the wrong person was recorded."), EnterAgain),
        Row(ReasonCode.DeskNotEntered, "desk.not-entered", new("Hủy ghi nhận: không vào dự.", "Undone: the person did not come in."), EnterAgain),
        Row(ReasonCode.DeskTrial, "desk.trial", new("Hủy ghi nhận: lượt thử máy.", "Undone: the terminal was being tried out."), EnterAgain),
        Row(
            ReasonCode.DeskSubstitute,
            "desk.substitute",
            new("Đại biểu dự khuyết thay đại biểu vắng mặt, theo văn bản của cấp có thẩm quyền.", "An alternate takes an absent delegate's place, by a decision of the competent body."),
            new("Lưu số văn bản quyết định cùng biên bản.", "Keep the document's number with the minutes.")),
        Row(ReasonCode.DeskAbsentIll, "desk.absent-ill", new("Vắng có lý do: ốm đau.", "Absent with reason: illness."), Confirm),
        Row(ReasonCode.DeskAbsentOnDuty, "desk.absent-on-duty", new("Vắng có lý do: bận công tác.", "Absent with reason: on duty elsewhere."), Confirm),
        Row(ReasonCode.DeskAbsentFamily, "desk.absent-family", new("Vắng có lý do: việc gia đình.", "Absent with reason: a family matter."), Confirm),
        Row(ReasonCode.DeskAbsentOther, "desk.absent-other", new("Vắng có lý do khác.", "Absent with another reason."), Confirm),
        Row(ReasonCode.DeskAbsentUnexcused, "desk.absent-unexcused", new("Vắng không có lý do.", "Absent without reason."), Confirm),
    ];

    private static Reason Row(ReasonCode code, string name, Phrase meaning, Phrase operatorRemedy) => new(code, name, ReasonSeverity.Notice, meaning, MemberRemedies.Nothing, operatorRemedy);
}
