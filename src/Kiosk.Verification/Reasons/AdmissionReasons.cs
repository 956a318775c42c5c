using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary><c>admission.*</c>: the card is genuine; the meeting's rules decide.</summary>
internal static class AdmissionReasons
{
    private static readonly Phrase CheckStanding = new(
        "Trao đổi riêng tại bàn hỗ trợ; đối chiếu danh sách và quyết định của cấp có thẩm quyền.",
        "Talk in private at the support desk; compare the list with the decisions of the competent body.");

    public static Reason[] Rows =>
    [
        new(
            ReasonCode.AdmissionNotInvited,
            "admission.not-invited",
            ReasonSeverity.Notice,
            new("Chưa tìm thấy tên trong danh sách dự họp.", "The name was not found on this meeting's list."),
            MemberRemedies.SupportDesk,
            new("Đối chiếu giấy mời với danh sách; bổ sung danh sách nếu ban tổ chức đồng ý.", "Compare the invitation with the list; add to the list if the organisers agree.")),
        new(
            ReasonCode.AdmissionAlreadyIn,
            "admission.already-in",
            ReasonSeverity.Notice,
            new("Đã được ghi nhận có mặt trước đó trong phiên này.", "Already recorded as present in this session."),
            MemberRemedies.Nothing,
            new("Nếu đồng chí khẳng định chưa điểm danh, đối chiếu giờ và cửa đã ghi nhận.", "If the member denies it, compare the time and door on record.")),
        new(
            ReasonCode.AdmissionTooEarly,
            "admission.too-early",
            ReasonSeverity.Notice,
            new("Chưa đến giờ điểm danh.", "Check-in has not opened yet."),
            MemberRemedies.ComeBack,
            new("Không cần làm gì; kiểm tra giờ của phiên nếu thấy sai.", "Nothing to do; check the session's times if this looks wrong.")),
        new(
            ReasonCode.AdmissionTooLate,
            "admission.too-late",
            ReasonSeverity.Refusal,
            new("Đã hết giờ điểm danh.", "Check-in has closed."),
            MemberRemedies.SupportDesk,
            new("Xin ý kiến thư ký hội nghị; ghi nhận thủ công nếu được đồng ý.", "Ask the meeting's secretary; check in by hand if they agree.")),
        new(
            ReasonCode.AdmissionWrongDoor,
            "admission.wrong-door",
            ReasonSeverity.Notice,
            new("Được mời vào bằng cửa khác.", "Invited to another door."),
            MemberRemedies.OtherDoor,
            new("Chỉ đường đến cửa hiện trên màn hình.", "Show the way to the door that the screen names.")),
        new(
            ReasonCode.AdmissionSuspended,
            "admission.suspended",
            ReasonSeverity.Refusal,
            new("Đang bị đình chỉ sinh hoạt đảng tại thời điểm họp.", "Suspended from party activities at the time of the meeting."),
            MemberRemedies.SupportDesk,
            CheckStanding),
        new(
            ReasonCode.AdmissionNotAMember,
            "admission.not-a-member",
            ReasonSeverity.Refusal,
            new("Không có hồ sơ đảng viên còn hiệu lực tại thời điểm họp.", "No valid membership on record at the time of the meeting."),
            MemberRemedies.SupportDesk,
            CheckStanding),
        new(
            ReasonCode.AdmissionNoProcedure,
            "admission.no-procedure",
            ReasonSeverity.Notice,
            new("Chưa chọn thủ tục cho lượt đặt thẻ này.", "No procedure was chosen for this tap."),
            MemberRemedies.ChooseFirst,
            new("Chọn thủ tục trên màn hình hoặc bằng dòng lệnh.", "Choose the procedure on the screen or from the command line.")),
        new(
            ReasonCode.AdmissionLeft,
            "admission.left",
            ReasonSeverity.Notice,
            new("Đã ghi nhận tạm ra ngoài.", "Recorded as having gone out for a while."),
            MemberRemedies.Nothing,
            new("Không cần làm gì; khi trở lại, đồng chí đặt thẻ ở cửa vào.", "Nothing to do; on returning, the card is placed at an entrance.")),
        new(
            ReasonCode.AdmissionOperator,
            "admission.operator",
            ReasonSeverity.Notice,
            new("Thẻ cán bộ điểm danh; đã mở bảng điều hành.", "The card of an operator; the operator's menu was opened."),
            MemberRemedies.Nothing,
            new("Chọn việc trên màn hình trong 60 giây.", "Choose on the screen within 60 seconds.")),
        new(
            ReasonCode.AdmissionNotOfficial,
            "admission.not-official",
            ReasonSeverity.Refusal,
            new("Không phải đảng viên chính thức tại ngày bàn giao thẻ.", "Not an official member on the day of the card's hand-over."),
            MemberRemedies.SupportDesk,
            CheckStanding),
        new(
            ReasonCode.AdmissionNoRule,
            "admission.no-rule",
            ReasonSeverity.Refusal,
            new("Chưa có quy định ai được qua điểm này.", "No rule says who may pass this point."),
            MemberRemedies.SupportDesk,
            new(
                "Bàn phát hành bổ sung tệp quy định của điểm (provinces/MÃ/points) rồi phát hành; chỉ nơi nào thẻ thật nào cũng được qua mới đặt Relay:AdmitsAnyCard.",
                "The desk adds the point's file (provinces/CODE/points) and publishes; set Relay:AdmitsAnyCard only where any genuine card may pass.")),
        new(
            ReasonCode.AdmissionNotAllowedHere,
            "admission.not-allowed-here",
            ReasonSeverity.Refusal,
            new("Không thuộc diện được qua điểm này.", "Not among those who may pass this point."),
            MemberRemedies.SupportDesk,
            new("Đối chiếu quy định của điểm; bổ sung đơn vị hoặc danh sách tại bàn phát hành nếu được duyệt.", "Compare the point's rule; add the unit or the card to it at the desk if approved.")),
        new(
            ReasonCode.AdmissionNotAtThisHour,
            "admission.not-at-this-hour",
            ReasonSeverity.Refusal,
            new("Được qua điểm này nhưng không phải vào giờ này.", "May pass this point, but not at this hour."),
            MemberRemedies.SupportDesk,
            new("Đối chiếu khung giờ trong quy định của điểm.", "Compare the hours in the point's rule.")),
        new(
            ReasonCode.AdmissionPassback,
            "admission.passback",
            ReasonSeverity.Refusal,
            new("Vào lần nữa khi chưa ghi nhận đã ra.", "Came in again without having left."),
            MemberRemedies.SupportDesk,
            new("Nếu đúng là người đó đang ở ngoài, đặt thẻ cán bộ điểm danh lên đầu đọc trong 60 giây để cho vào lại.", "If the person is really outside, place an operator's card on the reader within 60 seconds to let them in again.")),
        new(
            ReasonCode.AdmissionAcknowledged,
            "admission.acknowledged",
            ReasonSeverity.Notice,
            new("Thẻ cán bộ điểm danh; đã tắt báo động hoặc cho vào lại.", "The card of an operator; ended an alarm or let somebody in again."),
            MemberRemedies.Nothing,
            new("Không cần làm gì.", "Nothing to do.")),
        new(
            ReasonCode.AdmissionNoClerk,
            "admission.no-clerk",
            ReasonSeverity.Notice,
            new("Chưa có cán bộ tiếp nhận mở bàn.", "No clerk has opened the desk."),
            MemberRemedies.AwaitClerk,
            new("Đặt thẻ của cán bộ tiếp nhận lên đầu đọc để mở bàn.", "Place the clerk's own card on the reader to open the desk.")),
        new(
            ReasonCode.AdmissionDeskOpened,
            "admission.desk-opened",
            ReasonSeverity.Notice,
            new("Thẻ cán bộ tiếp nhận; đã mở bàn.", "The card of a clerk; the desk was opened."),
            MemberRemedies.Nothing,
            new("Đặt lại thẻ này để đóng bàn khi rời đi.", "Place the same card again to close the desk when leaving it.")),
        new(
            ReasonCode.AdmissionDeskClosed,
            "admission.desk-closed",
            ReasonSeverity.Notice,
            new("Thẻ cán bộ tiếp nhận; đã đóng bàn.", "The card of a clerk; the desk was closed."),
            MemberRemedies.Nothing,
            new("Đặt thẻ lần nữa để mở lại.", "Place the card once more to open it again.")),
        new(
            ReasonCode.AdmissionOldCard,
            "admission.old-card",
            ReasonSeverity.Notice,
            new("Đã đọc thẻ cũ; chờ thẻ mới của cùng đảng viên.", "The old card was read; the same member's new card is awaited."),
            MemberRemedies.PlaceNewCard,
            new("Đặt thẻ mới lên đầu đọc trong hai phút.", "Place the new card on the reader within two minutes.")),
        new(
            ReasonCode.AdmissionOtherHolder,
            "admission.other-holder",
            ReasonSeverity.Refusal,
            new("Thẻ mới không mang cùng họ tên và đơn vị với thẻ cũ.", "The new card does not have the old card's name and unit."),
            MemberRemedies.SupportDesk,
            new("Kiểm tra đã lấy đúng thẻ mới chưa; nếu họ tên hoặc đơn vị đã thay đổi, đề nghị cơ quan quản lý cập nhật hồ sơ trước.", "Check that it is the right card; if name or unit changed, have the registry update the record first.")),
        new(
            ReasonCode.AdmissionCardEnded,
            "admission.card-ended",
            ReasonSeverity.Refusal,
            new("Thẻ này đã được thu lại để đổi thẻ mới.", "This card was handed in for a new one."),
            MemberRemedies.SupportDesk,
            new("Thu lại thẻ cũ; đồng chí dùng thẻ mới.", "Take the old card back; the new one is to be used.")),
        new(
            ReasonCode.AdmissionRecordAsked,
            "admission.record-asked",
            ReasonSeverity.Notice,
            new("Đảng viên muốn xem thông tin của mình; chờ đặt thẻ lần nữa.", "A member wants to see their own record; the second tap is awaited."),
            MemberRemedies.PlaceAgainToSee,
            new("Không cần làm gì; sau một phút không đặt lại thẻ thì máy trở về màn hình chờ.", "Nothing to do; without a second tap the terminal goes back to waiting after a minute.")),
        new(
            ReasonCode.AdmissionRecordShown,
            "admission.record-shown",
            ReasonSeverity.Notice,
            new("Đảng viên đang xem thông tin của mình trên màn hình.", "A member is looking at their own record on the screen."),
            MemberRemedies.Nothing,
            new("Để đồng chí tự xem; đề nghị sửa thông tin được chuyển về cơ quan quản lý.", "Let the member look; corrections that are asked for go to the registry.")),
    ];
}
