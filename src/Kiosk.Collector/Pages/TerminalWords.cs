using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>The words of the pages about terminals, procedures, contradictions and looks.</summary>
internal static class TerminalWords
{
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
}
