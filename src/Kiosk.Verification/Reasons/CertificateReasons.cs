using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary><c>cert.*</c>: the card's certificate is not acceptable. Members see the same sentence for all of them.</summary>
internal static class CertificateReasons
{
    private static readonly Phrase KeepAndReport = new(
        "Ghi nhận thủ công nếu xác minh được nhân thân; báo cơ quan quản lý thẻ, không trả lời lý do trước đông người.",
        "Check the member in by hand if identity can be established; report it to the card authority and discuss no cause in public.");

    private static readonly Phrase ReportIssuer = new(
        "Ghi nhận thủ công nếu xác minh được nhân thân; báo cơ quan cấp thẻ vì chứng thư số được cấp sai quy cách.",
        "Check the member in by hand if identity can be established; tell the issuing authority that the certificate was issued wrongly.");

    public static Reason[] Rows =>
    [
        Of(
            ReasonCode.CertUntrusted,
            "cert.untrusted",
            ReasonSeverity.SecurityAlert,
            new("Chứng thư số không do cơ quan được tin cậy cấp.", "The certificate does not come from a trusted authority."),
            KeepAndReport),
        Of(
            ReasonCode.CertExpired,
            "cert.expired",
            ReasonSeverity.Refusal,
            new("Chứng thư số trên thẻ đã hết hạn.", "The card's certificate has expired."),
            new("Ghi nhận thủ công nếu xác minh được nhân thân; hướng dẫn làm thủ tục đổi thẻ.", "Check the member in by hand if identity can be established; explain how the card is exchanged.")),
        Of(
            ReasonCode.CertNotYetValid,
            "cert.not-yet-valid",
            ReasonSeverity.Refusal,
            new("Chứng thư số trên thẻ chưa có hiệu lực.", "The card's certificate is not valid yet."),
            new("Kiểm tra ngày giờ của máy; nếu đúng, báo cơ quan cấp thẻ.", "Check the terminal's date and time; if they are right, tell the issuing authority.")),
        Of(
            ReasonCode.CertSignature,
            "cert.signature",
            ReasonSeverity.SecurityAlert,
            new("Chữ ký trên chứng thư số không đúng.", "The signature on the certificate is wrong."),
            KeepAndReport),
        Of(
            ReasonCode.CertWeakKey,
            "cert.weak-key",
            ReasonSeverity.SecurityAlert,
            new("Khóa trong chứng thư số yếu hơn mức cho phép.", "The key in the certificate is weaker than allowed."),
            ReportIssuer),
        Of(
            ReasonCode.CertWeakSignature,
            "cert.weak-signature",
            ReasonSeverity.SecurityAlert,
            new("Chứng thư số được ký bằng thuật toán không còn được phép.", "The certificate is signed with an algorithm that is no longer allowed."),
            ReportIssuer),
        Of(
            ReasonCode.CertUsage,
            "cert.usage",
            ReasonSeverity.Refusal,
            new("Chứng thư số không dùng để xác thực thẻ.", "The certificate is not meant for card authentication."),
            ReportIssuer),
        Of(
            ReasonCode.CertPolicy,
            "cert.policy",
            ReasonSeverity.Refusal,
            new("Chứng thư số không theo chính sách chứng thư số đã quy định.", "The certificate does not follow the prescribed certificate policy."),
            ReportIssuer),
        Of(
            ReasonCode.CertConstraint,
            "cert.constraint",
            ReasonSeverity.SecurityAlert,
            new("Chứng thư số vượt quá giới hạn mà cơ quan cấp được phép.", "The certificate exceeds what its issuer is allowed to issue."),
            KeepAndReport),
        Of(
            ReasonCode.CertUnknownCritical,
            "cert.unknown-critical",
            ReasonSeverity.Refusal,
            new("Chứng thư số có phần mở rộng bắt buộc mà máy không hiểu.", "The certificate has a critical extension that the terminal does not understand."),
            new("Kiểm tra phiên bản phần mềm của máy; báo cơ quan cấp thẻ.", "Check the terminal's software version; tell the issuing authority.")),
        Of(
            ReasonCode.CertMalformed,
            "cert.malformed",
            ReasonSeverity.SecurityAlert,
            new("Chứng thư số trên thẻ sai quy cách.", "The card's certificate is malformed."),
            KeepAndReport),
    ];

    private static Reason Of(ReasonCode code, string name, ReasonSeverity severity, Phrase meaning, Phrase operatorRemedy) =>
        new(code, name, severity, meaning, MemberRemedies.SupportDesk, operatorRemedy);
}
