using Kiosk.Words;

namespace Kiosk.Ui.Wording;

/// <summary>The words of signed invitations on paper.</summary>
internal static class InvitationPhrases
{
    public static readonly Phrase Title = new("GIẤY MỜI", "INVITATION");
    public static readonly Phrase Number = new("Số: {0}", "No. {0}");
    public static readonly Phrase ToMember = new("Trân trọng kính mời đồng chí", "To comrade");
    public static readonly Phrase ToGuest = new("Trân trọng kính mời quý đại biểu", "To");
    public static readonly Phrase Meeting = new("Về dự: {0}", "To attend: {0}");
    public static readonly Phrase Time = new("Thời gian: {0}, ngày {1}", "Time: {0}, {1}");
    public static readonly Phrase SessionTime = new("{0}: {1}, ngày {2}", "{0}: {1}, {2}");
    public static readonly Phrase Door = new("Vào bằng cửa: {0}", "Entrance: {0}");
    public static readonly Phrase MemberUse = new(
        "Mời đồng chí đưa mã QR vào máy quét ở cửa có cán bộ trực và mang theo giấy tờ tùy thân. Giấy mời dùng cho một người; đề nghị không chụp, không gửi mã cho người khác.",
        "Please hold the QR code to the scanner at a door with staff, and bring an identity document. For one person only: do not photograph the code or pass it on.");
    public static readonly Phrase GuestUse = new(
        "Mời quý đại biểu đưa mã QR vào máy quét ở cửa có cán bộ trực và mang theo giấy tờ tùy thân. Giấy mời dùng cho một người; đề nghị không chụp, không gửi mã cho người khác.",
        "Please hold the QR code to the scanner at a door with staff, and bring an identity document. For one person only: do not photograph the code or pass it on.");
    public static readonly Phrase List = new("DANH SÁCH CẤP GIẤY MỜI", "INVITATIONS ISSUED");
}
