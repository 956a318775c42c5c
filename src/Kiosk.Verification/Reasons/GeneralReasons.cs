namespace Kiosk.Verification.Reasons;

/// <summary>The two reasons outside any family.</summary>
internal static class GeneralReasons
{
    public static Reason[] Rows =>
    [
        new(
            ReasonCode.None,
            "none",
            ReasonSeverity.TerminalFault,
            new("Không có lý do nào được ghi lại.", "No reason was recorded."),
            MemberRemedies.SupportDesk,
            new("Báo nhà cung cấp phần mềm kèm thời điểm xảy ra.", "Report it to the software's supplier with the time it happened.")),
        new(
            ReasonCode.Admitted,
            "admitted",
            ReasonSeverity.Notice,
            new("Thẻ hợp lệ; đã ghi nhận.", "The card is in order; recorded."),
            MemberRemedies.Nothing,
            new("Không cần làm gì.", "Nothing to do.")),
    ];
}
