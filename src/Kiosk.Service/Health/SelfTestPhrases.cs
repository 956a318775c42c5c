using Kiosk.Ui.Wording;

namespace Kiosk.Service.Health;

/// <summary>The words of a terminal's trial of itself.</summary>
internal static class SelfTestPhrases
{
    public static readonly Phrase Disk = new("Ổ đĩa", "Disk");
    public static readonly Phrase Display = new("Màn hình", "Display");
    public static readonly Phrase DisplayShows = new("Đọc được dòng này là màn hình hoạt động.", "Whoever reads this sees that it works.");
    public static readonly Phrase DisplayFails = new("Màn hình không hiện được hình. Đề nghị chạy kiosk doctor.", "The display shows nothing. Please run kiosk doctor.");
    public static readonly Phrase NoDisplay = new("Máy này không có màn hình.", "This terminal has no display.");

    public static readonly Phrase WelcomeSignal = new("Tín hiệu chào mừng", "Signal of a welcome");
    public static readonly Phrase AttentionSignal = new("Tín hiệu chú ý", "Signal to look at the screen");
    public static readonly Phrase RefusalSignal = new("Tín hiệu từ chối", "Signal of a refusal");
    public static readonly Phrase LampFails = new("Đèn báo không hoạt động. Đề nghị chạy kiosk doctor.", "The lamp does not work. Please run kiosk doctor.");
    public static readonly Phrase BuzzerFails = new("Còi không hoạt động. Đề nghị chạy kiosk doctor.", "The buzzer does not work. Please run kiosk doctor.");

    public static readonly Phrase NotYet = new("Chưa đến lượt.", "Not yet.");
    public static readonly Phrase NotTried = new("Chưa thử.", "Not tried.");

    public static Phrase JournalWhole(ulong records) => new($"Nguyên vẹn, ghi được: {records} bản ghi.", $"Whole and writable: {records} records.");

    /// <param name="free">Bytes.</param>
    /// <param name="least">Bytes.</param>
    public static Phrase DiskSpace(long free, long least) => free >= least
        ? new($"Còn trống {free >> 20} MB.", $"{free >> 20} MB are free.")
        : new($"Chỉ còn trống {free >> 20} MB. Đề nghị dọn bớt.", $"Only {free >> 20} MB are free. Please make room.");
}
