using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary><c>key.*</c>: the card did not prove possession of its certificate's key.</summary>
internal static class KeyReasons
{
    private static readonly Phrase SuspectCopy = new(
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
        new(
            ReasonCode.KeyLate,
            "key.late",
            ReasonSeverity.Notice,
            new("Chữ ký của thẻ đúng nhưng đến chậm hơn giới hạn của thuật toán; thẻ ở xa được nối chuyển tiếp cũng có dấu hiệu như vậy.", "The card's answer is right but came later than its algorithm's limit, as one would that is relayed from a distant card."),
            MemberRemedies.KeepStill,
            new(
                "Đề nghị đồng chí lấy thẻ ra khỏi ví, đặt riêng thẻ lên đầu đọc và giữ yên. Nếu cùng một thẻ chậm nhiều lần trong khi thẻ khác đọc bình thường, xác minh nhân thân tại bàn hỗ trợ và báo cơ quan quản lý thẻ.",
                "Have the member take the card out of the wallet, lay it on the reader by itself and keep it still. If one card is late again and again while others are not, establish identity at the support desk and tell the card authority.")),
    ];

    private static Reason Of(ReasonCode code, string name, Phrase meaning, Phrase operatorRemedy) =>
        new(code, name, ReasonSeverity.SecurityAlert, meaning, MemberRemedies.SupportDesk, operatorRemedy);
}
