namespace Kiosk.Ui.Wording;

/// <summary>The words of the screens for whoever runs the terminal.</summary>
internal static class OperatorPhrases
{
    public static readonly Phrase Overview = new("Theo dõi điểm danh", "Attendance");
    public static readonly Phrase ByDoor = new("Theo cửa", "By door");
    public static readonly Phrase ByDelegation = new("Theo đoàn", "By delegation");
    public static readonly Phrase Present = new("Có mặt", "Present");
    public static readonly Phrase LastTaps = new("Lượt quẹt gần nhất", "Last taps");
    public static readonly Phrase NoTaps = new("Chưa có lượt quẹt thẻ.", "No taps yet.");
    public static readonly Phrase NumberedDoor = new("Cửa số {0}", "Door {0}");
    public static readonly Phrase NoDelegation = new("Không thuộc đoàn", "No delegation");
    public static readonly Phrase OtherDelegations = new("Các đoàn khác ({0})", "Others ({0})");
    public static readonly Phrase CountOf = new("{0}: {1}/{2}", "{0}: {1}/{2}");
    public static readonly Phrase Count = new("{0}: {1}", "{0}: {1}");

    public static readonly Phrase TapRecorded = new("Đã ghi nhận", "Recorded");
    public static readonly Phrase TapAlreadyIn = new("Đã có mặt", "Already in");
    public static readonly Phrase TapNotRead = new("Không đọc được", "Not read");
    public static readonly Phrase TapUndecided = new("Chưa kết luận", "Undecided");
    public static readonly Phrase TapRefused = new("Chưa xác nhận", "Not confirmed");

    public static readonly Phrase Cache = new("Dữ liệu thẻ: thế hệ {0}, cách đây {1} giờ.", "Card data: generation {0}, {1} h old.");
    public static readonly Phrase NoCache = new("Chưa có dữ liệu thẻ.", "No card data.");
    public static readonly Phrase Journal = new("Sổ ghi: {0} bản ghi.", "Journal: {0} records.");
    public static readonly Phrase JournalUnsent = new("Sổ ghi: {0} bản ghi, {1} chưa gửi.", "Journal: {0} records, {1} not sent.");

    public static readonly Phrase Ready = new("Máy {0} sẵn sàng.", "Terminal {0} is ready.");
    public static readonly Phrase ReadyWithRemarks = new("Máy {0} sẵn sàng; {1} mục cần xem lại.", "Terminal {0} is ready; {1} to look at.");
    public static readonly Phrase NotReady = new("Máy {0} chưa sẵn sàng: {1} mục bị lỗi.", "Terminal {0} is not ready: {1} failed.");
    public static readonly Phrase CheckedAt = new("Kiểm tra lúc {0}, ngày {1}.", "Checked at {0}, {1}.");
    public static readonly Phrase Testing = new("Máy {0} đang tự kiểm tra…", "Terminal {0} tests itself…");
    public static readonly Phrase TestPassed = new("Máy {0} tự kiểm tra đạt.", "Terminal {0} passed its self-test.");
    public static readonly Phrase TestPassedWithRemarks = new("Máy {0} tự kiểm tra đạt; {1} mục cần xem lại.", "Terminal {0} passed its self-test; {1} to look at.");
    public static readonly Phrase TestFailed = new("Máy {0} tự kiểm tra không đạt: {1} mục bị lỗi.", "Terminal {0} failed its self-test: {1}.");

    public static readonly Phrase Good = new("Tốt", "Good");
    public static readonly Phrase Doubtful = new("Cần xem lại", "Look at it");
    public static readonly Phrase Bad = new("Lỗi", "Failed");
    public static readonly Phrase Running = new("Đang kiểm tra", "Running");
}
