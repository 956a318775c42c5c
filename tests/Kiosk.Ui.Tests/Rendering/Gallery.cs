using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Tests.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Tests.Rendering;

/// <summary>Screens with the longest realistic texts, and the panels on which they must be readable.</summary>
internal static class Gallery
{
    public const string LongName = "Công Tằng Tôn Nữ Nguyễn Phúc Thị Phương Nghi Quỳnh";

    public static readonly Phrase LongTitle = Phrase.Untranslated(
        "Hội nghị trực tuyến toàn quốc nghiên cứu, học tập, quán triệt và triển khai thực hiện Nghị quyết Hội nghị lần thứ mười ba Ban Chấp hành Trung ương Đảng khóa XIII – Phiên trù bị");

    public static readonly Screen LongIdle = new Screen.Idle(
        TerminalPurpose.Meeting, LongTitle, new(650, 1000, 667, false, Samples.Morning, MeetingForm.DelegateCongress), Samples.Morning, Offline: true);

    public static readonly Screen LongWelcome = new Screen.Admitted(
        LongName, "Ủy viên Ban Chấp hành Đảng bộ, Bí thư Đảng ủy xã, Chủ tịch Hội đồng nhân dân xã", new("Khán đài B", "21", "128"), LongTitle.Vietnamese, Samples.Morning, Lateness.Congress);

    public static readonly Screen LongInvited = ((Screen.Admitted)LongWelcome) with { ByInvitation = true };

    public static readonly Screen.ProcedureChoice LongChoice = new Screen.ProcedureChoice(
        [
            new("Chuyển sinh hoạt đảng chính thức", "Transfer of membership"), new("Chuyển sinh hoạt đảng khi sáp nhập tổ chức", "Transfer at a merger"),
            new("Cấp lại thẻ đảng viên bị mất", "Replacement of a lost card"), new("Nộp đảng phí", "Party dues"), new("Giấy xác nhận tuổi đảng", "Certificate of years in the Party"),
            new("Miễn (giảm) công tác và sinh hoạt đảng, trở lại sinh hoạt sau thời gian miễn", "Exemption from work and meetings, and return after it"),
        ],
        Page: 1,
        PageCount: 4);

    public static readonly Screen LongEntry = new Screen.CaseEntry(LongChoice.Procedures[5], "H29.12.34-261125-00012/QĐ-VPĐU.QQ");

    /// <summary>All of <see cref="Samples"/> and the long ones.</summary>
    public static IEnumerable<Screen> Screens => [.. Samples.All, LongIdle, LongWelcome, LongInvited, LongChoice, LongEntry];

    /// <summary>Each panel in landscape and portrait, with its width in millimetres: 7 and 10.1 inches.</summary>
    public static IEnumerable<(int Width, int Height, double MillimetresToPixel)> Panels =>
        from panel in new (int Width, int Height, double Diagonal)[] { (800, 480, 7), (1024, 600, 10.1), (1280, 800, 10.1) }
        let scale = panel.Diagonal * 25.4 / Math.Sqrt((panel.Width * panel.Width) + (panel.Height * panel.Height))
        from turned in new[] { false, true }
        select turned ? (panel.Height, panel.Width, scale) : (panel.Width, panel.Height, scale);

    public static IEnumerable<ScreenView> Views =>
        from panel in Panels
        from language in Enum.GetValues<Language>()
        select new ScreenView(panel.Width, panel.Height, language);
}
