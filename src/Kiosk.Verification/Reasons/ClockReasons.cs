namespace Kiosk.Verification.Reasons;

/// <summary><c>clock.*</c>: the terminal's clock is not trusted enough.</summary>
internal static class ClockReasons
{
    public static Reason[] Rows =>
    [
        new(
            ReasonCode.ClockUntrusted,
            "clock.untrusted",
            ReasonSeverity.TerminalFault,
            new("Giờ của máy chưa được xác nhận.", "The terminal's time is not confirmed."),
            MemberRemedies.OtherTerminal,
            new("Kết nối mạng hoặc chỉnh giờ của máy; nếu giờ đã đúng, người vận hành xác nhận giờ của máy.", "Connect a network or set the clock; if it is right, confirm it as the operator.")),
        new(
            ReasonCode.ClockBehind,
            "clock.behind",
            ReasonSeverity.TerminalFault,
            new("Đồng hồ của máy chậm hơn thời điểm đã được xác nhận.", "The terminal's clock is behind a time that has surely passed."),
            MemberRemedies.OtherTerminal,
            new("Kết nối mạng hoặc chỉnh giờ của máy và kiểm tra pin đồng hồ; nếu giờ đã đúng, người vận hành xác nhận giờ của máy.", "Connect a network or set the clock, and check its battery; if the time is right, confirm it as the operator.")),
    ];
}
