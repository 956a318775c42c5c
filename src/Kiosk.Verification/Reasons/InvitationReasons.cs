namespace Kiosk.Verification.Reasons;

/// <summary><c>invitation.*</c>: a signed invitation was held to the scanner in place of a card.</summary>
internal static class InvitationReasons
{
    public static Reason[] Rows =>
    [
        new(
            ReasonCode.InvitationMalformed,
            "invitation.malformed",
            ReasonSeverity.Notice,
            new("Mã vừa quét không phải giấy mời, hoặc chưa đọc được đầy đủ.", "The code is no invitation, or was not read completely."),
            MemberRemedies.ScanAgain,
            new("Quét lại; nếu vẫn vậy, kiểm tra mã in có bị nhòe, rách, và cài đặt của máy quét (bàn phím kiểu US, kết thúc bằng Enter).", "Scan again; if it stays so, check whether the print is smudged or torn, and the scanner's settings (US keyboard, Enter at the end).")),
        new(
            ReasonCode.InvitationUntrusted,
            "invitation.untrusted",
            ReasonSeverity.SecurityAlert,
            new("Giấy mời không được ký bằng khóa của cuộc họp này, hoặc đã bị sửa.", "The invitation is not signed by a key of this meeting, or was changed."),
            MemberRemedies.SupportDesk,
            new("Giữ lại giấy mời nếu được phép và báo cáo: có thể là giấy mời giả.", "Keep the invitation if you may, and report it: it may be forged.")),
        new(
            ReasonCode.InvitationOtherMeeting,
            "invitation.other-meeting",
            ReasonSeverity.Refusal,
            new("Giấy mời của một cuộc họp khác.", "The invitation is for another meeting."),
            MemberRemedies.SupportDesk,
            new("Đối chiếu tên cuộc họp trên giấy mời; kiểm tra máy đang điểm danh cho cuộc họp nào.", "Compare the meeting that the invitation names with the one that this terminal checks in to.")),
        new(
            ReasonCode.InvitationExpired,
            "invitation.expired",
            ReasonSeverity.Refusal,
            new("Giấy mời đã hết hạn.", "The invitation has expired."),
            MemberRemedies.SupportDesk,
            new("Nếu cuộc họp được kéo dài, cấp lại giấy mời: registry invitations.", "If the meeting was extended, issue invitations anew: registry invitations.")),
        new(
            ReasonCode.InvitationWithdrawn,
            "invitation.withdrawn",
            ReasonSeverity.Refusal,
            new("Danh sách không cho người này vào bằng giấy mời, hoặc giấy mời đã được cấp lại số khác.", "The list does not let this person come by invitation, or a newer one was issued."),
            MemberRemedies.SupportDesk,
            new("Hỏi thẻ đảng viên, hoặc giấy mời mới nhất; đối chiếu cột invitation của danh sách.", "Ask for the party card, or for the newest invitation; compare the roster's column invitation.")),
        new(
            ReasonCode.InvitationUnattended,
            "invitation.unattended",
            ReasonSeverity.Notice,
            new("Giấy mời chỉ được nhận ở cửa có cán bộ trực.", "Invitations are taken only at doors with staff."),
            MemberRemedies.StaffedDoor,
            new("Chỉ đường đến cửa có cán bộ trực; nếu cửa này có cán bộ trực, đặt Kiosk:Attended thành true.", "Show the way to a door with staff; if this one has staff, set Kiosk:Attended to true.")),
        new(
            ReasonCode.InvitationNoMeeting,
            "invitation.no-meeting",
            ReasonSeverity.Notice,
            new("Máy này hiện không điểm danh cho cuộc họp nào.", "This terminal checks in to no meeting at present."),
            MemberRemedies.StaffedDoor,
            new("Chuyển máy sang cuộc họp (kiosk mode meeting), hoặc chỉ đường đến cửa vào.", "Switch the terminal to the meeting (kiosk mode meeting), or show the way to the entrance.")),
    ];
}
