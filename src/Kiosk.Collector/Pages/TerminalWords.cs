using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>The words of the pages about terminals, procedures, contradictions and looks.</summary>
internal static class TerminalWords
{
    public static readonly Phrase Alarms = new("Báo động trong 7 ngày qua", "Alarms of the last 7 days");
    public static readonly Phrase Alarm = new("Báo động", "Alarm");
    public static readonly Phrase Door = new("Cửa", "Door");
    public static readonly Phrase Since = new("Từ lúc", "Since");
    public static readonly Phrase AlarmEnd = new("Kết thúc", "Ended");
    public static readonly Phrase StillOn = new("đang báo động", "still on");
    public static readonly Phrase ByOperator = new("thẻ cán bộ", "operator's card");
    public static readonly Phrase HeldOpen = new("Cửa mở quá lâu", "Door held open");
    public static readonly Phrase ForcedOpen = new("Cửa bị mở trái phép", "Door forced open");
    public static readonly Phrase Tampered = new("Vỏ máy bị mở, khóa của máy bị khóa lại", "Case opened, keys locked");
    public static readonly Phrase OtherAlarm = new("Báo động khác", "Another alarm");
    public static readonly Phrase None = new("Chưa có máy nào liên lạc.", "No terminal was heard of yet.");
    public static readonly Phrase Terminal = new("Máy", "Terminal");
    public static readonly Phrase LastHeard = new("Liên lạc lần cuối", "Last heard of");
    public static readonly Phrase Records = new("Bản ghi đã thu thập", "Records collected");
    public static readonly Phrase Missing = new("Bản ghi còn thiếu", "Records missing");
    public static readonly Phrase Unconfirmed = new("Chưa có biên nhận", "Without a receipt");
    public static readonly Phrase Version = new("Phiên bản", "Version");
    public static readonly Phrase Readiness = new("Sẵn sàng", "Ready");
    public static readonly Phrase Ready = new("Sẵn sàng", "Ready");
    public static readonly Phrase NotHeard = new("Chưa liên lạc trong một giờ qua", "Not heard of within the hour");
    public static readonly Phrase HasGap = new("Nhật ký bị ngắt quãng", "Its journal has a gap");
    public static readonly Phrase HasFork = new("Có nhật ký mâu thuẫn", "Contradictory journals");
    public static readonly Phrase OldVersion = new("Phiên bản khác các máy còn lại", "Another version than the other terminals");
    public static readonly Phrase NoState = new("Chưa báo tình trạng trong một giờ qua", "Has not reported its state within the hour");
    public static readonly Phrase NotReady = new("Máy chưa sẵn sàng", "It is not ready");
    public static readonly Phrase NotSigning = new("Bản ghi mới nhất chưa được ký", "Its newest records are not signed");
    public static readonly Phrase UnsureClock = new("Giờ của máy chưa được xác nhận", "Nothing confirms its clock");
    public static readonly Phrase LittleSpace = new("Ổ đĩa sắp đầy", "Its disk is nearly full");
    public static readonly Phrase HasRefused = new("Có lô bị từ chối", "Batches of it were refused");
    public static readonly Phrase OldData = new("Dữ liệu thẻ đã quá 14 ngày", "Its card data is older than 14 days");
    public static readonly Phrase NoMeeting = new("Chưa có cuộc họp sắp tới trong dữ liệu", "It does not have the next meeting");
    public static readonly Phrase Revoked = new("Đã bị thu hồi ngày {0}", "Revoked on {0}");
    public static readonly Phrase Data = new("Dữ liệu thẻ", "Card data");
    public static readonly Phrase NoData = new("chưa có", "none");
    public static readonly Phrase DataOf = new("phiên bản {0}, {1}", "version {0}, {1}");
    public static readonly Phrase ListsOf = new("danh sách thu hồi: {0}", "revocation lists: {0}");
    public static readonly Phrase SetOf = new("{0}: phiên bản {1}, {2} dòng", "{0}: version {1}, {2} rows");
    public static readonly Phrase BySet = new("Từng loại dữ liệu", "By class");
    public static readonly Phrase Unsent = new("Chưa gửi", "Unsent");
    public static readonly Phrase State = new("Tình trạng", "State");
    public static readonly Phrase Working = new("Hoạt động tốt", "Working");
    public static readonly Phrase StateAt = new("báo {0}", "reported {0}");
    public static readonly Phrase Disk = new("còn trống {0} MB", "{0} MB free");
    public static readonly Phrase Refused = new("Lô bị từ chối", "Refused batches");
    public static readonly Phrase NoRefused = new("Không có lô nào bị từ chối.", "No batch was refused.");
    public static readonly Phrase RefusedMeaning = new(
        "Máy điểm danh giữ nguyên các bản ghi này và gửi lại mỗi giờ; không bản ghi nào mất. Hãy báo cán bộ kỹ thuật nếu chúng còn ở đây sau một giờ.",
        "The terminal keeps these records and sends them again every hour; none is lost. Call the technician if they are still here after an hour.");
    public static readonly Phrase Why = new("Lý do", "Reason");
    public static readonly Phrase SaidBy = new("Nơi ghi nhận", "Noted by");
    public static readonly Phrase HereAtCollector = new("máy chủ thu thập", "the collector");
    public static readonly Phrase AtTerminal = new("máy điểm danh", "the terminal");
    public static readonly Phrase Unreadable = new("không đọc được", "cannot be read");
    public static readonly Phrase NotReported = new("chưa báo", "not reported");
    public static readonly Phrase Tomorrow = new("Cuộc họp sắp tới: {0}, {1}", "Next meeting: {0}, {1}");
    public static readonly Phrase ReadyCount = new("{0}/{1} máy sẵn sàng", "{0} of {1} terminals ready");
    public static readonly Phrase NoForks = new("Không có nhật ký nào mâu thuẫn.", "No journal contradicts another.");
    public static readonly Phrase ForkMeaning = new(
        "Hai nhật ký khác nhau cùng một mã máy, chẳng hạn do lắp lại ổ đĩa cũ. Cả hai được giữ; hãy giữ nguyên máy và báo cán bộ kỹ thuật.",
        "Two different journals under one terminal's id, as when an old disk was put back. Both are kept; leave the terminal as it is and call the technician.");
    public static readonly Phrase Record = new("Bản ghi", "Record");
    public static readonly Phrase FirstSeen = new("Lần đầu", "First seen");
    public static readonly Phrase LastSeen = new("Lần cuối", "Last seen");
    public static readonly Phrase Times = new("Số lần", "Times");
    public static readonly Phrase Gaps = new("Lô đang chờ bản ghi còn thiếu", "Batches that wait for missing records");
    public static readonly Phrase NoGaps = new("Không có lô nào phải chờ.", "No batch waits.");
    public static readonly Phrase GapOf = new("{0}: có đến bản ghi {1}, còn thiếu từ bản ghi {2}", "{0}: has up to record {1}, missing from record {2} on");
    public static readonly Phrase NoProcedures = new("Hôm nay chưa có thủ tục nào được ghi nhận.", "No procedure was recorded today.");
    public static readonly Phrase Procedure = new("Thủ tục", "Procedure");
    public static readonly Phrase Number = new("Số lượt", "Number");
    public static readonly Phrase NoLooks = new("Chưa ai xem họ tên.", "Nobody looked at names yet.");
    public static readonly Phrase At = new("Lúc", "At");
    public static readonly Phrase Account = new("Tài khoản", "Account");
    public static readonly Phrase Page = new("Trang", "Page");

    public static Phrase WrongClock(TimeSpan error) => new($"Đồng hồ của máy lệch {Phrase.Lasting(error).Vietnamese}", $"Its clock is wrong by {Phrase.Lasting(error).English}");

    /// <param name="held">Number of people on the terminal's roster.</param>
    public static Phrase OtherRoster(int held, int convened) => new(
        $"Danh sách triệu tập trên máy có {LocalFormat.Of(Language.Vietnamese).Number(held)} người, ở đây {LocalFormat.Of(Language.Vietnamese).Number(convened)}",
        $"Its roster has {LocalFormat.Of(Language.English).Number(held)} people, the one here {LocalFormat.Of(Language.English).Number(convened)}");

    /// <summary>A sentence to stand among others in a row.</summary>
    public static Phrase WithoutStop(Phrase sentence) => new(sentence.Vietnamese.TrimEnd('.'), sentence.English.TrimEnd('.'));

    /// <param name="code">Of a refusal.</param>
    public static Phrase WhyRefused(string? code) => code switch
    {
        UploadRefusal.Malformed => new("Lô không đúng dạng", "The batch is malformed"),
        UploadRefusal.RevokedTerminal => new("Máy đã bị thu hồi", "The terminal was revoked"),
        UploadRefusal.Fork => new("Mâu thuẫn với bản ghi đã thu thập", "It contradicts records that were collected"),
        UploadRefusal.BrokenChain => new("Không nối tiếp các bản ghi đã thu thập", "It does not continue the records that were collected"),
        null => new("Chưa rõ", "Unknown"),
        _ => Phrase.Untranslated(code),
    };
}
