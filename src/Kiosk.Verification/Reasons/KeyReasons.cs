namespace Kiosk.Verification.Reasons;

/// <summary>The card did not prove that it holds its certificate's key: <c>key.*</c>.</summary>
internal static class KeyReasons
{
    private static readonly Sentence SuspectCopy = new(
        "Có thể là thẻ sao chép: không ghi nhận bằng thẻ, xác minh nhân thân tại bàn hỗ trợ và báo cơ quan quản lý thẻ ngay.",
        "It may be a copy: do not check in by card, establish identity at the support desk and tell the card authority at once.");

    public static Reason[] Rows =>
    [
        Of(
            ReasonCode.KeyMismatch,
            "key.mismatch",
            new("Chữ ký của thẻ không khớp với khóa trong chứng thư số.", "The card's answer was not signed by its certificate's key."),
            SuspectCopy),
        Of(
            ReasonCode.KeyAlgorithm,
            "key.algorithm",
            new("Thẻ dùng thuật toán khác với khóa trong chứng thư số.", "The card used another algorithm than its certificate's key."),
            SuspectCopy),
        Of(
            ReasonCode.KeyReplay,
            "key.replay",
            new("Thẻ phát lại câu trả lời của một lần đọc trước.", "The card repeated the answer of an earlier read."),
            SuspectCopy),
        Of(
            ReasonCode.KeyMalformedSignature,
            "key.malformed-signature",
            new("Chữ ký của thẻ sai quy cách.", "The card's signature is malformed."),
            new("Thử lại trên máy khác; nếu vẫn lỗi, xử lý như thẻ nghi sao chép.", "Try another terminal; if it fails there too, treat it as a suspected copy.")),
    ];

    private static Reason Of(ReasonCode code, string name, Sentence meaning, Sentence operatorRemedy) =>
        new(code, name, ReasonSeverity.SecurityAlert, meaning, MemberRemedies.SupportDesk, operatorRemedy);
}
