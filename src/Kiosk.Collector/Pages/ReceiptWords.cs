using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>The words of the page that checks receipts of procedures.</summary>
internal static class ReceiptWords
{
    public static readonly Phrase Title = new("Kiểm tra biên nhận", "Check a receipt");
    public static readonly Phrase Scan = new(
        "Quét mã QR trên biên nhận bằng điện thoại rồi dán toàn bộ nội dung, bắt đầu bằng KR1:, vào đây.",
        "Scan the QR code of the receipt with a phone and paste the whole text, which begins with KR1:, here.");
    public static readonly Phrase Content = new("Nội dung mã QR", "Text of the QR code");
    public static readonly Phrase Check = new("Kiểm tra", "Check");
    public static readonly Phrase Valid = new("Biên nhận hợp lệ, do máy {0} ký.", "The receipt is valid, signed by terminal {0}.");
    public static readonly Phrase NotValid = new("Biên nhận KHÔNG hợp lệ: {0}.", "The receipt is NOT valid: {0}.");
    public static readonly Phrase Number = new("Số biên nhận", "Receipt no.");
    public static readonly Phrase Procedure = new("Thủ tục", "Procedure");
    public static readonly Phrase Case = new("Mã hồ sơ", "File no.");
    public static readonly Phrase Purpose = new("Mục đích", "Purpose");
    public static readonly Phrase Received = new("Tiếp nhận lúc", "Received");
    public static readonly Phrase Due = new("Hẹn trả kết quả", "Result due");
    public static readonly Phrase Nothing = new(
        "Biên nhận không cho biết hồ sơ là của ai. Nội dung vừa nhập không được lưu lại.",
        "A receipt does not say whose file it is. Nothing that was entered here is kept.");
}
