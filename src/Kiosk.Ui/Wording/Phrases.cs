using Kiosk.Words;

namespace Kiosk.Ui.Wording;

/// <summary>
/// All texts of the public screens, Vietnamese first. Members are addressed as "đồng chí", guests as "đại biểu" ("quý đại biểu" without a name); requests begin with "Mời", "Xin mời" or "Đề nghị".
/// </summary>
internal static class Phrases
{
    public static readonly Phrase PlaceCard = new("Mời đồng chí đặt thẻ đảng viên lên đầu đọc.", "Please place your card on the reader.");
    public static readonly Phrase PlaceCardGoingOut = new("Mời đồng chí đặt thẻ khi ra ngoài.", "Please place your card as you go out.");
    public static readonly Phrase PlaceCardBothWays = new("Mời đồng chí đặt thẻ khi vào và khi ra.", "Please place your card as you come in and go out.");
    public static readonly Phrase PlaceCardOrInvitation = new("Mời đồng chí đặt thẻ hoặc quét giấy mời.", "Place your card or scan your invitation.");
    public static readonly Phrase KeepStill = new("Xin đồng chí giữ yên thẻ.", "Please keep the card still.");
    public static readonly Phrase Checking = new("Đang kiểm tra thông tin…", "Checking…");
    public static readonly Phrase TakeCard = new("Mời đồng chí lấy thẻ.", "Please take your card.");

    public static readonly Phrase MeetingCheckIn = new("Điểm danh", "Check-in");
    public static readonly Phrase ProcedureDesk = new("Tiếp nhận thủ tục", "Procedures");
    public static readonly Phrase CardVerification = new("Xác thực thẻ đảng viên", "Card verification");
    public static readonly Phrase NoCard = new(
        "Đồng chí chưa được cấp thẻ hoặc không mang theo thẻ? Mời đồng chí đến bàn hỗ trợ.",
        "No card with you? Please go to the support desk.");
    public static readonly Phrase UseOfRecords = new(
        "Thông tin chỉ dùng để ghi nhận tham dự theo quy định.",
        "Data is used only to record attendance as the rules require.");
    public static readonly Phrase Offline = new(
        "Đang mất kết nối. Việc điểm danh vẫn được ghi nhận và sẽ được đồng bộ sau.",
        "No connection. Check-in is still recorded and will be synchronised later.");

    public static readonly Phrase Present = new("Có mặt {0}/{1}.", "Present {0}/{1}.");
    public static readonly Phrase QuorumMet = new("Có mặt {0}/{1} — đủ {2}.", "Present {0}/{1}: {2} met.");
    public static readonly Phrase QuorumNotMet = new("Có mặt {0}/{1} — chưa đủ {2}.", "Present {0}/{1}: {2} not met.");
    public static readonly Phrase QuorumShort = new("Có mặt {0}/{1} — chưa đủ {2}, còn thiếu {3}.", "Present {0}/{1}: {3} short of the {2}.");
    public static readonly Phrase FormalQuorum = new("túc số", "quorum");
    public static readonly Phrase PlainQuorum = new("số lượng theo quy định", "quorum");
    public static readonly CountedPhrase Members = new("{0} đảng viên", "{0} member", "{0} members");
    public static readonly CountedPhrase Delegates = new("{0} đại biểu", "{0} delegate", "{0} delegates");
    public static readonly CountedPhrase CommitteeMembers = new("{0} ủy viên", "{0} committee member", "{0} committee members");
    public static readonly Phrase FiguresAsOf = new("Số liệu tính đến {0}, ngày {1}.", "Figures as of {0}, {1}.");
    public static readonly Phrase CongressFiguresAsOf = new(
        "Số liệu tính đến {0}, ngày {1}; kết quả chính thức do Đại hội công bố.",
        "Figures as of {0}, {1}; the Congress announces the official result.");

    public static readonly Phrase Whereabouts = new("Đã đến {0} người, đang ở trong phòng họp {1} người.", "{0} people came; {1} are inside now.");

    public static readonly Phrase Member = new("đồng chí", "comrade");
    public static readonly Phrase NamedMember = new("đồng chí {0}", "comrade {0}");
    public static readonly Phrase Guest = new("quý đại biểu", "honoured guest");
    public static readonly Phrase NamedGuest = new("đại biểu {0}", "{0}");
    public static readonly Phrase Welcome = new("Chào mừng {0}.", "Welcome, {0}.");
    public static readonly Phrase WelcomeTo = new("Chào mừng {0} về dự {1}.", "Welcome, {0}, to {1}.");
    public static readonly Phrase SeatAt = new("Chỗ ngồi: khu {0}, hàng {1}, ghế {2}.", "Seat: area {0}, row {1}, seat {2}.");
    public static readonly Phrase SeatArea = new("Khu", "Area");
    public static readonly Phrase SeatRow = new("Hàng", "Row");
    public static readonly Phrase SeatNumber = new("Ghế", "Seat");
    public static readonly Phrase Recorded = new("Đã ghi nhận có mặt lúc {0}, ngày {1}.", "Attendance recorded at {0}, {1}.");
    public static readonly Phrase MemberShowsDocument = new("Mời đồng chí xuất trình giấy tờ tùy thân để cán bộ trực đối chiếu.", "Please show an identity document to the staff.");
    public static readonly Phrase GuestShowsDocument = new("Mời quý đại biểu xuất trình giấy tờ tùy thân để cán bộ trực đối chiếu.", "Please show an identity document to the staff.");
    public static readonly Phrase CongressBegun = new("Đại hội đã khai mạc.", "The congress has opened.");
    public static readonly Phrase SessionBegun = new("Phiên họp đã bắt đầu.", "The session has begun.");
    public static readonly Phrase MeetingBegun = new("Cuộc họp đã bắt đầu.", "The meeting has begun.");
    public static readonly Phrase RecordedLate = new("{0} Đã ghi nhận {1} có mặt lúc {2}.", "{0} Your arrival was recorded at {2}.");
    public static readonly Phrase MemberReturned = new("Đã ghi nhận đồng chí trở lại lúc {0}.", "Your return was recorded at {0}.");
    public static readonly Phrase GuestReturned = new("Đã ghi nhận quý đại biểu trở lại lúc {0}.", "Your return was recorded at {0}.");
    public static readonly Phrase MemberSteppedOut = new("Đã ghi nhận đồng chí tạm ra ngoài lúc {0}.", "You went out at {0}; it is recorded.");
    public static readonly Phrase GuestSteppedOut = new("Đã ghi nhận quý đại biểu tạm ra ngoài lúc {0}.", "You went out at {0}; it is recorded.");
    public static readonly Phrase PlaceCardOnReturn = new("Khi trở lại, mời đồng chí đặt thẻ ở cửa vào.", "When you return, please place your card at the entrance.");
    public static readonly Phrase MemberAlreadyIn = new("Đồng chí đã được ghi nhận có mặt lúc {0} tại {1}.", "You were already checked in at {0}, {1}.");
    public static readonly Phrase GuestAlreadyIn = new("Quý đại biểu đã được ghi nhận có mặt lúc {0} tại {1}.", "You were already checked in at {0}, {1}.");
    public static readonly Phrase NumberedDoor = new("cửa số {0}", "door {0}");

    public static readonly Phrase NotConfirmed = new(
        "Chưa xác nhận được thẻ. Mời đồng chí đến bàn hỗ trợ để được hướng dẫn.",
        "The card could not be confirmed. Please go to the support desk.");
    public static readonly Phrase NotAPartyCard = new(
        "Thẻ vừa đặt không phải thẻ đảng viên. Mời đồng chí đặt thẻ đảng viên.",
        "This is not a party card. Please place your party card.");
    public static readonly Phrase InvitationNotConfirmed = new(
        "Chưa xác nhận được giấy mời. Mời đồng chí đến bàn hỗ trợ để được hướng dẫn.",
        "The invitation could not be confirmed. Please go to the support desk.");
    public static readonly Phrase InvitationNotHere = new(
        "Giấy mời không dùng được ở đây. Mời đồng chí sang cửa có cán bộ trực hoặc đến bàn hỗ trợ.",
        "Invitations cannot be used here. Please go to a door with staff or to the support desk.");
    public static readonly Phrase NotOpenYet = new(
        "Chưa đến giờ điểm danh. Mời đồng chí quay lại sau.",
        "Check-in has not opened yet. Please come back later.");
    public static readonly Phrase OpensAt = new("Chưa đến giờ điểm danh. Điểm danh bắt đầu lúc {0}.", "Check-in opens at {0}.");
    public static readonly Phrase TooLate = new(
        "Đã hết giờ điểm danh. Mời đồng chí đến bàn hỗ trợ.",
        "Check-in has closed. Please go to the support desk.");
    public static readonly Phrase WrongDoor = new("Mời đồng chí sang {0}.", "Please go to {0}.");
    public static readonly Phrase UnnamedDoor = new("cửa ghi trên giấy mời hoặc đến bàn hỗ trợ", "the door named on your invitation or to the support desk");
    public static readonly Phrase DoorHeldOpen = new("Cửa đang mở quá lâu. Đề nghị đóng cửa.", "The door has been open too long. Please close it.");
    public static readonly Phrase DoorForcedOpen = new("Cửa bị mở khi chưa được phép. Đã ghi nhận và báo cán bộ trực.", "The door was opened without permission. It is recorded and reported.");
    public static readonly Phrase OperatorEndsAlarm = new("Báo động tắt khi đóng cửa, hoặc bằng thẻ của cán bộ điểm danh.", "The alarm ends when the door closes, or by an operator's card.");
    public static readonly Phrase AlarmEnded = new("Đã tắt báo động.", "The alarm is off.");
    public static readonly Phrase MayComeInAgain = new("Đã cho phép vào lại một lần.", "One more entry is permitted.");
    public static readonly Phrase PlaceCardAgain = new("Mời đồng chí đặt lại thẻ.", "Please place the card again.");
    public static readonly Phrase NotVerified = new(
        "Chưa xác thực được. Mời đồng chí liên hệ cán bộ trực.",
        "Not verified. Please call the duty officer.");
    public static readonly Phrase NotVerifiedCall = new(
        "Chưa xác thực được. Mời đồng chí liên hệ cán bộ trực: {0}",
        "Not verified. Please call the duty officer: {0}");

    public static readonly Phrase PlaceAgain = new(
        "Không đọc được thẻ. Mời đồng chí đặt lại thẻ.",
        "The card could not be read; please place it again.");
    public static readonly Phrase ScanAgain = new(
        "Không đọc được giấy mời. Mời đồng chí đưa lại mã QR trên giấy mời vào máy quét.",
        "The invitation could not be read; please hold its QR code to the scanner again.");
    public static readonly Phrase OneCardOnly = new("Mời đồng chí chỉ đặt một thẻ.", "Only one card, please.");

    public static readonly Phrase ChooseProcedure = new("Mời đồng chí chọn thủ tục.", "Please choose a procedure.");
    public static readonly Phrase ChooseFirst = new(
        "Mời đồng chí chọn thủ tục trước, rồi đặt lại thẻ.",
        "Please choose a procedure first, then place your card again.");
    public static readonly Phrase AwaitsClerk = new(
        "Bàn tiếp nhận chưa mở. Mời đồng chí chờ cán bộ tiếp nhận.",
        "The desk is not open yet. Please wait for the clerk.");
    public static readonly Phrase PlaceNewCard = new("Đã đọc thẻ cũ. Mời đồng chí đặt thẻ mới lên đầu đọc.", "The old card was read. Please place the new card on the reader.");
    public static readonly Phrase PlaceAgainToSee = new(
        "Mời đồng chí nhấc thẻ rồi đặt lại để xem thông tin của mình trên màn hình này.",
        "Please lift the card and place it again to see your own record on this screen.");
    public static readonly Phrase SeeRecord = new("Thông tin của tôi", "My own record");
    public static readonly Phrase OwnRecord = new("Thông tin của đồng chí", "Your own record");
    public static readonly Phrase TouchWhatIsWrong = new("Mời đồng chí chạm vào dòng chưa đúng để đề nghị sửa.", "Touch a line that is wrong to ask for its correction.");
    public static readonly Phrase RecordName = new("Họ và tên", "Name");
    public static readonly Phrase RecordCardNumber = new("Số thẻ", "Card no.");
    public static readonly Phrase RecordUnit = new("Đơn vị", "Unit");
    public static readonly Phrase RecordStatus = new("Tình trạng", "Status");
    public static readonly Phrase SeeAttendance = new("Việc dự họp của tôi", "My own attendance");
    public static readonly Phrase OwnAttendance = new("Việc dự họp của đồng chí", "Your own attendance");
    public static readonly Phrase OwnTotals = new(
        "Trong một năm, tính đến {0}: được triệu tập {1} phiên; có mặt {2}; vắng có lý do {3}; vắng không có lý do {4}.",
        "In one year, as of {0}: convened to {1} sessions; present {2}; absent with reason {3}, without {4}.");
    public static readonly Phrase AskAttendanceAgain = new("Đề nghị cập nhật", "Ask for an update");
    public static readonly Phrase RecordIsRight = new("Thông tin đúng", "All of it is right");
    public static readonly Phrase AskCorrection = new("Gửi đề nghị sửa", "Ask for the correction");
    public static readonly Phrase DeskOpened = new("Bàn tiếp nhận mở đến {0}.", "The desk is open until {0}.");
    public static readonly Phrase ClerkCloses = new("Cán bộ tiếp nhận đặt lại thẻ của mình để đóng bàn.", "The clerk closes it by placing the same card again.");
    public static readonly Phrase DeskClosed = new("Bàn tiếp nhận đã đóng.", "The desk is closed.");
    public static readonly Phrase SeeProcedures = new("Chọn thủ tục", "Choose a procedure");
    public static readonly Phrase NextPage = new("Trang sau", "Next page");
    public static readonly Phrase PreviousPage = new("Trang trước", "Previous page");
    public static readonly Phrase Back = new("Quay lại", "Back");
    public static readonly Phrase PageOf = new("Trang {0}/{1}", "Page {0}/{1}");
    public static readonly Phrase EnterCase = new("Mời đồng chí nhập mã hồ sơ.", "Please enter the file number.");
    public static readonly Phrase CaseEmpty = new("Chưa có mã? Mời đồng chí chọn Hồ sơ mới.", "No number yet? Choose New file.");
    public static readonly Phrase CaseNotValid = new(
        "Mã hồ sơ chưa đúng định dạng (ví dụ HS-2026/0042). Mời đồng chí kiểm tra lại.",
        "This is not a file number (such as HS-2026/0042). Please check it.");
    public static readonly Phrase MenuKeys = new("Bấm số của mục, hoặc phím lên, xuống rồi Enter. Esc: quay lại.", "Press the item's number, or up and down, then Enter. Esc: back.");
    public static readonly Phrase OperatedBy = new("Cán bộ điểm danh: {0}", "Operator: {0}");
    public static readonly Phrase Close = new("Đóng", "Close");
    public static readonly Phrase Erase = new("Xóa", "Delete");
    public static readonly Phrase NewCase = new("Hồ sơ mới", "New file");
    public static readonly Phrase Continue = new("Tiếp tục", "Continue");

    public static readonly Phrase BringDocuments = new("Giấy tờ đồng chí đã mang theo", "Documents that you brought");
    public static readonly Phrase HandledBy = new("Cấp giải quyết: {0}", "Handled by: {0}");
    public static readonly Phrase LegalBasis = new("Căn cứ: {0}", "Legal basis: {0}");
    public static readonly Phrase TimeLimit = new("Thời hạn: {0} ngày làm việc", "Within {0} working days");

    public static readonly Phrase CaseReceived = new("Đã tiếp nhận hồ sơ.", "Your file has been received.");
    public static readonly Phrase FeeRecorded = new("Đã ghi nhận đồng chí nộp đảng phí.", "Your party fee has been recorded.");
    public static readonly Phrase ResultReturned = new("Đã trả kết quả cho đồng chí.", "The result has been handed to you.");
    public static readonly Phrase CardHandedOver = new("Đã bàn giao thẻ đảng viên mới.", "Your new card has been handed over.");
    public static readonly Phrase OldCardEnds = new("Thẻ cũ hết giá trị từ lúc này; đề nghị đồng chí nộp lại thẻ cũ.", "The old card is invalid from now on; please hand it in.");
    public static readonly Phrase StillMissing = new("Còn thiếu: {0}", "Still missing: {0}");
    // No full stop after a number: it could be read as part of it.
    public static readonly Phrase CaseNumber = new("Mã hồ sơ: {0}", "File no. {0}");
    public static readonly Phrase ReceiptNumber = new("Số biên nhận: {0}", "Receipt no. {0}");
    public static readonly Phrase ResultDue = new("Hẹn trả kết quả: {0}", "Result due {0}");
    public static readonly Phrase CaseRecorded = new("Đã ghi nhận lúc {0}, ngày {1}.", "Recorded at {0}, {1}.");
    public static readonly Phrase Thanks = new("Trân trọng cảm ơn đồng chí.", "Thank you, comrade.");
    public static readonly Phrase Verified = new("Thẻ hợp lệ.", "The card is valid.");
    public static readonly Phrase VerifiedComeIn = new("Xác thực thành công. Mời đồng chí vào.", "Verified. Please come in.");

    public static readonly Phrase StickUpdated = new("Đã cập nhật dữ liệu từ USB.", "Updated from the USB stick.");
    public static readonly Phrase StickNothingNew = new("USB không có dữ liệu mới hơn.", "The USB stick holds nothing newer.");
    public static readonly Phrase StickMayBeTaken = new("Có thể rút USB.", "The USB stick may be removed.");
    public static readonly Phrase StickRefused = new("Không dùng được dữ liệu trên USB. Dữ liệu hiện có vẫn được giữ nguyên.", "The USB stick could not be used. The data in use is unchanged.");
    public static readonly Phrase StickPartly = new("Đã cập nhật một phần dữ liệu từ USB, phần còn lại không dùng được.", "Part of the USB stick is in use; the rest could not be used.");
    public static readonly Phrase StickNoFeed = new("Không tìm thấy dữ liệu cập nhật trên USB.", "There is no update on the USB stick.");
    public static readonly Phrase StickCopy = new("Mời đồng chí chép toàn bộ thư mục dữ liệu của nơi phát hành vào USB.", "Please copy all of the desk's feed folder onto it.");
    public static readonly Phrase StickIncomplete = new("Dữ liệu trên USB chưa được chép đủ hoặc bị hỏng. Dữ liệu hiện có vẫn được giữ nguyên.", "The USB stick was not copied completely, or is damaged. The data in use is unchanged.");
    public static readonly Phrase StickCopyAgain = new("Mời đồng chí chép lại toàn bộ dữ liệu vào USB.", "Please copy all of it onto the stick again.");
    public static readonly Phrase StickOlder = new("Dữ liệu trên USB cũ hơn dữ liệu của máy. Dữ liệu hiện có vẫn được giữ nguyên.", "The USB stick is older than what this terminal has. The data in use is unchanged.");
    public static readonly Phrase StickBringNewer = new("Mời đồng chí mang đến bản mới hơn.", "Please bring a newer copy.");
    public static readonly Phrase StickForeign = new("Dữ liệu trên USB không phải của nơi phát hành cho máy này. Dữ liệu hiện có vẫn được giữ nguyên.", "The USB stick comes from another desk than this terminal's. The data in use is unchanged.");
    public static readonly Phrase StickDiskFull = new("Ổ đĩa của máy đã đầy nên chưa cập nhật được dữ liệu từ USB. Dữ liệu hiện có vẫn được giữ nguyên.", "The terminal's disk is full: no update. The data in use is unchanged.");
    public static readonly Phrase StickDiskFailed = new("Ổ đĩa của máy không ghi được dữ liệu từ USB. Dữ liệu hiện có vẫn được giữ nguyên.", "The terminal's disk takes no data. The data in use is unchanged.");
    public static readonly Phrase StickCallOperator = new("Mời đồng chí báo cán bộ kỹ thuật.", "Please tell the technician.");

    public static readonly Phrase OutOfService = new(
        "Thiết bị tạm ngừng phục vụ. Mời đồng chí sang máy bên cạnh hoặc đến bàn hỗ trợ.",
        "Out of service. Please use the next terminal or the support desk.");
    public static readonly Phrase OutOfServiceCall = new(
        "Thiết bị tạm ngừng phục vụ. Mời đồng chí liên hệ cán bộ trực: {0}",
        "Out of service. Please call the duty officer: {0}");
    public static readonly Phrase AwaitsTechnician = new("Đang chờ cán bộ kỹ thuật.", "Waiting for a technician.");
    public static readonly Phrase AwaitsReader = new("Đang chờ đầu đọc thẻ.", "Waiting for the card reader.");
    public static readonly Phrase AwaitsClock = new("Đang chờ đồng hồ của máy được chỉnh đúng.", "Waiting for the clock to be set.");
    public static readonly Phrase CardsAwaitClock = new(
        "Máy đang chờ chỉnh đồng hồ nên chưa đọc thẻ. Mời đồng chí sang máy bên cạnh hoặc đến bàn hỗ trợ.",
        "This terminal is waiting for its clock to be set and reads no cards yet. Please use the next terminal or the support desk.");
    public static readonly Phrase AwaitsCardRecords = new("Đang chờ dữ liệu xác thực thẻ.", "Waiting for card verification data.");
    public static readonly Phrase FaultCode = new("Mã lỗi: {0}, máy: {1}", "Code: {0}, terminal: {1}");
}
