using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>Texts of the device check.</summary>
internal static class DeviceCheckPhrases
{
    public static readonly Phrase Disk = new("Ổ đĩa", "Disk");
    public static readonly Phrase Display = new("Màn hình", "Display");
    public static readonly Phrase DisplayShows = new("Đọc được dòng này là màn hình hoạt động.", "If you can read this, the display works.");
    public static readonly Phrase DisplayFails = new("Màn hình không hiện được hình. Đề nghị chạy kiosk doctor.", "The display shows nothing. Please run kiosk doctor.");
    public static readonly Phrase NoDisplay = new("Máy này không có màn hình.", "This terminal has no display.");

    public static readonly Phrase WelcomeSignal = new("Tín hiệu chào mừng", "Signal of a welcome");
    public static readonly Phrase AttentionSignal = new("Tín hiệu chú ý", "Signal to look at the screen");
    public static readonly Phrase RefusalSignal = new("Tín hiệu từ chối", "Signal of a refusal");
    public static readonly Phrase LampFails = new("Đèn báo không hoạt động. Đề nghị chạy kiosk doctor.", "The lamp does not work. Please run kiosk doctor.");
    public static readonly Phrase BuzzerFails = new("Còi không hoạt động. Đề nghị chạy kiosk doctor.", "The buzzer does not work. Please run kiosk doctor.");

    public static readonly Phrase NotYet = new("Chưa đến lượt.", "Not yet.");
    public static readonly Phrase NotTried = new("Chưa thử.", "Not tried.");

    private static readonly CountedPhrase Whole = new("Nguyên vẹn, ghi được: {0} bản ghi.", "Whole and writable: {0} record.", "Whole and writable: {0} records.");
    private static readonly CountedPhrase Free = new("Còn trống {0} MB.", "{0} MB free.", "{0} MB free.");
    private static readonly CountedPhrase HardlyFree = new(
        "Chỉ còn trống {0} MB. Đề nghị giải phóng dung lượng.", "Only {0} MB free. Please free some space.", "Only {0} MB free. Please free some space.");

    public static Phrase JournalWhole(ulong records) => Whole.For(checked((long)records));

    /// <param name="free">Free space in bytes.</param>
    /// <param name="min">Free space required, in bytes.</param>
    public static Phrase DiskSpace(long free, long min) => (free >= min ? Free : HardlyFree).For(free >> 20);
}
