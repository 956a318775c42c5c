namespace Kiosk.Verification.Reasons;

/// <summary><c>card.*</c>: the card could not be read completely.</summary>
internal static class CardReasons
{
    public static Reason[] Rows =>
    [
        new(
            ReasonCode.CardRemoved,
            "card.removed",
            ReasonSeverity.Notice,
            new("Thẻ được lấy ra trước khi đọc xong.", "The card was taken away before it was read."),
            MemberRemedies.KeepStill,
            new("Nhắc đồng chí giữ yên thẻ đến khi có kết quả.", "Ask the member to keep the card still until the result appears.")),
        new(
            ReasonCode.CardUnsupported,
            "card.unsupported",
            ReasonSeverity.Notice,
            new("Thẻ thuộc loại khác, không có ứng dụng thẻ đảng viên.", "A card of another kind: it holds no party card application."),
            MemberRemedies.PartyCard,
            new("Kiểm tra bằng mắt xem có phải thẻ đảng viên có chip không; nếu phải, chuyển bàn hỗ trợ.", "Look whether it is a party card with a chip; if it is, send the member to the support desk.")),
        new(
            ReasonCode.CardMalformed,
            "card.malformed",
            ReasonSeverity.SecurityAlert,
            new("Thẻ trả lời sai quy cách.", "The card's answers do not follow the standard."),
            MemberRemedies.SupportDesk,
            new("Thử lại trên máy khác; nếu vẫn lỗi, ghi lại thời điểm và đề nghị đổi thẻ.", "Try another terminal; if it fails there too, note the time and have the card exchanged.")),
        new(
            ReasonCode.CardTimeout,
            "card.timeout",
            ReasonSeverity.Notice,
            new("Thẻ không trả lời kịp thời hạn.", "The card did not answer in time."),
            MemberRemedies.KeepStill,
            new("Đặt thẻ sát và phẳng trên đầu đọc; nếu lặp lại với nhiều thẻ, kiểm tra đầu đọc.", "Lay the card flat on the reader; if it happens with many cards, check the reader.")),
        new(
            ReasonCode.CardSwapped,
            "card.swapped",
            ReasonSeverity.SecurityAlert,
            new("Một thẻ khác được đặt vào giữa chừng khi đang đọc.", "Another card took the place of the first while it was being read."),
            MemberRemedies.OneCard,
            new("Quan sát người đặt thẻ; chỉ cho một người đặt thẻ mỗi lượt.", "Watch who places the card; one person at a time.")),
        new(
            ReasonCode.CardTwoInField,
            "card.two-in-field",
            ReasonSeverity.Notice,
            new("Có nhiều hơn một thẻ trên đầu đọc.", "There is more than one card on the reader."),
            MemberRemedies.OneCard,
            new("Nhắc đồng chí lấy thẻ ra khỏi ví, chỉ đặt một thẻ.", "Ask the member to take the card out of the wallet and place only that one.")),
        new(
            ReasonCode.CardReaderFault,
            "card.reader-fault",
            ReasonSeverity.TerminalFault,
            new("Đầu đọc thẻ báo lỗi hoặc không được kết nối.", "The card reader reports an error or is not connected."),
            MemberRemedies.PlaceAgain,
            new("Kiểm tra dây và nguồn của đầu đọc; cắm lại đầu đọc; nếu vẫn lỗi, thay đầu đọc.", "Check the reader's cable and power; plug it in again; if it still fails, replace the reader.")),
        new(
            ReasonCode.CardNotPersonalised,
            "card.not-personalised",
            ReasonSeverity.Refusal,
            new("Thẻ chưa được cá nhân hóa: chưa có chứng thư số xác thực thẻ.", "The card is not personalised: it holds no card authentication certificate."),
            MemberRemedies.SupportDesk,
            new("Đề nghị cơ quan cấp thẻ hoàn tất việc phát hành hoặc đổi thẻ; ghi nhận thủ công nếu xác minh được nhân thân.", "Have the issuing authority complete or exchange the card; check the member in by hand if identity can be established.")),
    ];
}
