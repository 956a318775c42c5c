using Kiosk.Words;

namespace Kiosk.Ui.Wording;

/// <summary>The texts of the operator's screens.</summary>
internal static class OperatorPhrases
{
    public static readonly Phrase Overview = new("Theo dõi điểm danh", "Attendance");
    public static readonly Phrase ByDoor = new("Theo cửa", "By door");
    public static readonly Phrase ByDelegation = new("Theo đoàn", "By delegation");
    public static readonly Phrase Present = new("Có mặt", "Present");
    public static readonly Phrase LastTaps = new("Lượt đặt thẻ gần nhất", "Last taps");
    public static readonly Phrase NumberedDoor = new("Cửa số {0}", "Door {0}");
    public static readonly Phrase NoDelegation = new("Không thuộc đoàn", "No delegation");
    public static readonly Phrase OtherDelegations = new("Các đoàn khác ({0})", "Others ({0})");
    public static readonly Phrase CountOf = new("{0}: {1}/{2}", "{0}: {1}/{2}");
    public static readonly Phrase Count = new("{0}: {1}", "{0}: {1}");

    public static readonly Phrase TapRecorded = new("Đã ghi nhận", "Recorded");
    public static readonly Phrase TapAlreadyIn = new("Đã có mặt", "Already in");
    public static readonly Phrase TapSteppedOut = new("Tạm ra ngoài", "Went out");
    public static readonly Phrase TapNotRead = new("Không đọc được", "Not read");
    public static readonly Phrase TapUndecided = new("Chưa xác định", "Undecided");
    public static readonly Phrase TapNotInvited = new("Ngoài danh sách", "Not on the list");
    public static readonly Phrase TapWrongDoor = new("Cửa khác", "Other door");
    public static readonly Phrase TapOtherCard = new("Thẻ loại khác", "Other card");
    public static readonly Phrase TapTooEarly = new("Chưa đến giờ", "Too early");
    public static readonly Phrase TapTooLate = new("Đã hết giờ", "Too late");
    public static readonly Phrase TapRefused = new("Chưa xác nhận", "Not confirmed");

    public static readonly Phrase Cache = new("Dữ liệu thẻ: phiên bản {0}, cập nhật {1}.", "Card data: version {0}, updated {1}.");
    public static readonly Phrase NoCache = new("Chưa có dữ liệu thẻ.", "No card data.");
    public static readonly Phrase Unsigned = new(" Bản ghi mới nhất chưa được ký.", " The newest records are not signed.");
    public static readonly CountedPhrase Journal = new("Nhật ký: {0} lượt đặt thẻ.", "Journal: {0} tap.", "Journal: {0} taps.");
    public static readonly CountedPhrase JournalUnsent = new("Nhật ký: {0} lượt đặt thẻ, {1} chưa gửi.", "Journal: {0} tap, {1} not sent.", "Journal: {0} taps, {1} not sent.");

    public static readonly Phrase Ready = new("Máy {0} sẵn sàng.", "Terminal {0} is ready.");
    public static readonly CountedPhrase ReadyWithRemarks = new(
        "Máy {1} sẵn sàng; {0} mục cần xem lại.", "Terminal {1} is ready; {0} check needs attention.", "Terminal {1} is ready; {0} checks need attention.");
    public static readonly CountedPhrase NotReady = new(
        "Máy {1} chưa sẵn sàng: {0} mục bị lỗi.", "Terminal {1} is not ready: {0} check failed.", "Terminal {1} is not ready: {0} checks failed.");
    public static readonly Phrase CheckedAt = new("Kiểm tra lúc {0}, ngày {1}.", "Checked at {0}, {1}.");
    public static readonly Phrase Testing = new("Máy {0} đang tự kiểm tra…", "Terminal {0} is testing itself…");
    public static readonly Phrase TestPassed = new("Máy {0} tự kiểm tra đạt.", "Terminal {0} passed its device check.");
    public static readonly CountedPhrase TestPassedWithRemarks = new(
        "Máy {1} tự kiểm tra đạt; {0} mục cần xem lại.", "Terminal {1} passed its device check; {0} check needs attention.", "Terminal {1} passed its device check; {0} checks need attention.");
    public static readonly CountedPhrase TestFailed = new(
        "Máy {1} tự kiểm tra không đạt: {0} mục bị lỗi.", "Terminal {1} failed its device check: {0} check failed.", "Terminal {1} failed its device check: {0} checks failed.");

    public static readonly Phrase Software = new("Phần mềm phiên bản {0}", "Software version {0}");
    public static readonly Phrase TerminalOf = new("Máy {0}", "Terminal {0}");
    public static readonly Phrase RootHash = new("Mã băm gốc của hệ thống:", "Root hash of the system:");
    public static readonly Phrase NoImage = new("Không khởi động từ ảnh đĩa: không có mã băm gốc.", "Not started from an image: no root hash.");
    public static readonly Phrase SoftwareSigned = new("Máy ký lúc {0}, ngày {1}. Quét mã này để đối chiếu với các bản phát hành.", "Signed by the terminal at {0}, {1}. Scan the code to compare with the releases.");
    public static readonly Phrase SoftwareUnsigned = new("Khóa của máy không ký được (lúc {0}, ngày {1}).", "The terminal's key cannot sign ({0}, {1}).");

    public static readonly Phrase Good = new("Tốt", "Good");
    public static readonly Phrase Doubtful = new("Cần xem lại", "Check");
    public static readonly Phrase Bad = new("Lỗi", "Failed");
    public static readonly Phrase Running = new("Đang kiểm tra", "Running");
    public static readonly Phrase Absent = new("Không có", "Absent");
}
