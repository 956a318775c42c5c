using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary><c>binding.*</c>: the parts of the card do not match.</summary>
internal static class BindingReasons
{
    private static readonly Phrase Report = new(
        "Xác minh nhân thân tại bàn hỗ trợ và báo cơ quan quản lý thẻ.",
        "Establish identity at the support desk and tell the card authority.");

    public static Reason[] Rows =>
    [
        Of(
            ReasonCode.BindingUuid,
            "binding.uuid",
            ReasonSeverity.SecurityAlert,
            new("Mã định danh của thẻ trong chứng thư số bị thiếu, bị trùng hoặc không khớp với thẻ.", "The card's UUID in the certificate is missing, duplicated or not the one on the card."),
            Report),
        Of(
            ReasonCode.BindingFascn,
            "binding.fascn",
            ReasonSeverity.SecurityAlert,
            new("Số FASC-N trong chứng thư số bị thiếu, bị trùng hoặc không khớp với thẻ.", "The FASC-N in the certificate is missing, duplicated or not the one on the card."),
            Report),
        Of(
            ReasonCode.BindingChuidSignature,
            "binding.chuid-signature",
            ReasonSeverity.SecurityAlert,
            new("Tệp nhận dạng chủ thẻ (CHUID) không có, hoặc chữ ký trên đó sai hay do đơn vị không được tin cậy ký.", "The cardholder identifier (CHUID) is missing, or its signature is wrong or by a signer who is not trusted."),
            Report),
        Of(
            ReasonCode.BindingChuidExpired,
            "binding.chuid-expired",
            ReasonSeverity.Refusal,
            new("Tệp nhận dạng chủ thẻ (CHUID) đã hết hạn, hoặc hết hạn trước chứng thư số.", "The cardholder identifier (CHUID) has expired, or expires before the certificate does."),
            new("Ghi nhận thủ công nếu xác minh được nhân thân; hướng dẫn làm thủ tục đổi thẻ.", "Check the member in by hand if identity can be established; explain how the card is exchanged.")),
    ];

    private static Reason Of(ReasonCode code, string name, ReasonSeverity severity, Phrase meaning, Phrase operatorRemedy) =>
        new(code, name, severity, meaning, MemberRemedies.SupportDesk, operatorRemedy);
}
