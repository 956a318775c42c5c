using Kiosk.Words;

namespace Kiosk.Ui.Wording;

/// <summary>The sentences of <see cref="Phrases"/>, as short as politeness allows.</summary>
internal static class SmallPhrases
{
    public static readonly Phrase PlaceCard = new("Mời đặt thẻ", "Place your card");
    public static readonly Phrase Checking = new("Đang kiểm tra…", "Checking…");
    public static readonly Phrase TakeCard = new("Mời lấy thẻ", "Take your card");
    public static readonly Phrase Welcome = new("Chào mừng", "Welcome");
    public static readonly Phrase OperatorMenu = new("Bảng điều hành", "Operator's menu");
    public static readonly Phrase SteppedOut = new("Tạm ra ngoài", "Gone out");
    public static readonly Phrase CloseDoor = new("Đề nghị đóng cửa", "Please close the door");
    public static readonly Phrase DoorForced = new("Cửa bị mở trái phép", "Door forced open");
    public static readonly Phrase AlarmEnded = new("Đã tắt báo động", "Alarm is off");
    public static readonly Phrase AlreadyIn = new("Đã điểm danh", "Already in");
    public static readonly Phrase GoToDesk = new("Mời đến bàn hỗ trợ", "Please go to the desk");
    public static readonly Phrase NotAPartyCard = new("Không phải thẻ đảng viên", "Not a party card");
    public static readonly Phrase TooEarly = new("Chưa đến giờ", "Not open yet");
    public static readonly Phrase WrongDoor = new("Mời sang cửa khác", "Use your own door");
    public static readonly Phrase CallDuty = new("Mời gọi cán bộ trực", "Call the duty officer");
    public static readonly Phrase PlaceAgain = new("Mời đặt lại thẻ", "Place it again");
    public static readonly Phrase ScanAgain = new("Mời quét lại giấy mời", "Scan it again");
    public static readonly Phrase StaffedDoor = new("Mời sang cửa có cán bộ trực", "Use a staffed door");
    public static readonly Phrase AwaitsClock = new("Chờ chỉnh đồng hồ", "Waiting: clock");
    public static readonly Phrase AwaitsClerk = new("Chờ cán bộ", "Wait for the clerk");
    public static readonly Phrase PlaceNewCard = new("Mời đặt thẻ mới", "Place the new card");
    public static readonly Phrase OwnAttendance = new("Việc dự họp", "Own attendance");
    public static readonly Phrase OwnRecord = new("Thông tin của tôi", "My own record");
    public static readonly Phrase PlaceAgainToSee = new("Mời đặt lại thẻ", "Place it again");
    public static readonly Phrase DeskOpened = new("Bàn đã mở", "Desk open");
    public static readonly Phrase DeskClosed = new("Bàn đã đóng", "Desk closed");
    public static readonly Phrase OneCardOnly = new("Chỉ đặt một thẻ", "Only one card");
    public static readonly Phrase Received = new("Đã tiếp nhận", "Received");
    public static readonly Phrase ComeIn = new("Mời vào", "Come in");
    public static readonly Phrase Valid = new("Thẻ hợp lệ", "Valid card");
    public static readonly Phrase StickUpdated = new("Đã cập nhật", "Updated");
    public static readonly Phrase StickNothingNew = new("Không có dữ liệu mới", "Nothing newer");
    public static readonly Phrase StickPartly = new("Cập nhật một phần", "Partly updated");
    public static readonly Phrase StickNoFeed = new("USB không có dữ liệu", "No update on USB");
    public static readonly Phrase StickIncomplete = new("Mời chép lại USB", "Copy the USB again");
    public static readonly Phrase StickOlder = new("Dữ liệu USB cũ hơn", "USB data is older");
    public static readonly Phrase StickForeign = new("USB của nơi khác", "Another desk's USB");
    public static readonly Phrase StickDiskFull = new("Ổ đĩa của máy đã đầy", "Terminal's disk full");
    public static readonly Phrase StickDiskFailed = new("Ổ đĩa máy bị lỗi", "Terminal's disk fails");
    public static readonly Phrase StickRefused = new("USB không dùng được", "USB not usable");
    public static readonly Phrase Software = new("Phiên bản", "Version");
    public static readonly Phrase ChooseProcedure = new("Chọn thủ tục", "Choose a procedure");
    public static readonly Phrase Recorded = new("Đã ghi nhận", "Recorded");
    public static readonly Phrase Documents = new("Giấy tờ", "Documents");
    public static readonly Phrase EnterCase = new("Nhập mã hồ sơ", "Enter the file no.");
    public static readonly Phrase Present = new("Có mặt", "Present");
    public static readonly Phrase Ready = new("Máy sẵn sàng", "Ready");
    public static readonly Phrase NotReady = new("Máy chưa sẵn sàng", "Not ready");
    public static readonly Phrase Testing = new("Đang tự kiểm tra", "Testing itself");
    public static readonly Phrase TestPassed = new("Tự kiểm tra đạt", "Test passed");
    public static readonly Phrase TestFailed = new("Tự kiểm tra không đạt", "Test failed");
    public static readonly Phrase OutOfService = new("Tạm ngừng phục vụ", "Out of service");
}
