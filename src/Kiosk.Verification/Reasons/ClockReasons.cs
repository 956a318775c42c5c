namespace Kiosk.Verification.Reasons;

/// <summary>The terminal does not know the time well enough: <c>clock.*</c>.</summary>
internal static class ClockReasons
{
    public static Reason[] Rows =>
    [
        new(
            ReasonCode.ClockUntrusted,
            "clock.untrusted",
            ReasonSeverity.TerminalFault,
            new("Giờ của máy chưa được xác nhận.", "The terminal's time is not confirmed."),
            MemberRemedies.SupportDesk,
            new("Chỉnh giờ qua mạng hoặc đồng bộ dữ liệu có chữ ký rồi thử lại.", "Set the clock from the network or synchronise signed data, then try again.")),
        new(
            ReasonCode.ClockBehind,
            "clock.behind",
            ReasonSeverity.TerminalFault,
            new("Đồng hồ của máy chậm hơn thời điểm đã ghi nhận gần nhất.", "The terminal's clock is behind the latest time on record."),
            MemberRemedies.SupportDesk,
            new("Chỉnh lại giờ của máy; kiểm tra pin đồng hồ.", "Set the terminal's clock; check the clock's battery.")),
    ];
}
