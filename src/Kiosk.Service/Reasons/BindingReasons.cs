namespace Kiosk.Service.Reasons;

/// <summary>The parts of the card do not belong together: <c>binding.*</c>.</summary>
internal static class BindingReasons
{
    private static readonly Sentence Report = new(
        "Xác minh nhân thân tại bàn hỗ trợ và báo cơ quan quản lý thẻ.",
        "Establish identity at the support desk and tell the card authority.");

    public static Reason[] Rows =>
    [
        Of(
            ReasonCode.BindingUuid,
            "binding.uuid",
            ReasonSeverity.SecurityAlert,
            new("Mã định danh của thẻ trong chứng thư thiếu, thừa hoặc không khớp.", "The card's UUID in the certificate is missing, doubled or does not match."),
            Report),
        Of(
            ReasonCode.BindingFascn,
            "binding.fascn",
            ReasonSeverity.SecurityAlert,
            new("Số FASC-N trên thẻ và trong chứng thư không khớp.", "The FASC-N on the card and the one in the certificate do not match."),
            Report),
        Of(
            ReasonCode.BindingChuidSignature,
            "binding.chuid-signature",
            ReasonSeverity.SecurityAlert,
            new("Chữ ký của tệp nhận dạng chủ thẻ (CHUID) không đúng.", "The signature of the cardholder identifier (CHUID) is wrong."),
            Report),
        Of(
            ReasonCode.BindingChuidExpired,
            "binding.chuid-expired",
            ReasonSeverity.Refusal,
            new("Tệp nhận dạng chủ thẻ (CHUID) đã hết hạn.", "The cardholder identifier (CHUID) has expired."),
            new("Ghi nhận thủ công nếu xác minh được nhân thân; hướng dẫn làm thủ tục đổi thẻ.", "Check the member in by hand if identity can be established; explain how the card is exchanged.")),
    ];

    private static Reason Of(ReasonCode code, string name, ReasonSeverity severity, Sentence meaning, Sentence operatorRemedy) =>
        new(code, name, severity, meaning, MemberRemedies.SupportDesk, operatorRemedy);
}
