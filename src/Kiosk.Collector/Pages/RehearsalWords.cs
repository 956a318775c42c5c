using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>The words of the rehearsal's sheet.</summary>
internal static class RehearsalWords
{
    public static readonly Phrase Title = new("Tổng duyệt", "Rehearsal");
    public static readonly Phrase Print = new("In phiếu tổng duyệt", "Print the sheet");
    public static readonly Phrase Over = new("Cuộc họp đã kết thúc: hãy kiểm tra mã cuộc họp, hoặc nhập lại danh sách (collector import --source).", "The meeting is over: check its id, or import the lists again (collector import --source).");
    public static readonly Phrase NobodyListed = new("Danh sách triệu tập trống: hãy nhập lại (collector import --source).", "Nobody is on the list: import it again (collector import --source).");
    public static readonly Phrase CardsGood = new("Không thẻ nào trong danh sách có chứng thư số được biết là hết hạn trước khi kết thúc.", "No card on the list is known to have a certificate that ends before the meeting does.");
    public static readonly Phrase Ending = new("Thẻ hết hạn trước khi kết thúc, theo đoàn", "Cards that end before the meeting does, by delegation");
    public static readonly Phrase EndingRemedy = new("Báo các đoàn đổi thẻ, hoặc chuẩn bị bàn hỗ trợ.", "Have the delegations exchange them, or prepare the support desk.");
    public static readonly Phrase NoDelegation = new("(không ghi đoàn)", "(no delegation)");
    public static readonly Phrase Number = new("Số thẻ", "Cards");
    public static readonly Phrase FirstEnds = new("Thẻ đầu tiên hết hạn", "The first ends");
    public static readonly Phrase Whose = new("Của ai", "Whose");
    public static readonly Phrase AtHand = new("Danh sách trên máy", "List on it");
    public static readonly Phrase People = new("{0} người", "{0} people");
    public static readonly Phrase Clock = new("Đồng hồ", "Clock");
    public static readonly Phrase Lists = new("Danh sách thu hồi", "Revocation lists");
    public static readonly Phrase Disk = new("Ổ đĩa còn trống", "Disk free");
    public static readonly Phrase Megabytes = new("{0} MB", "{0} MB");
    public static readonly Phrase Signature = new("Người kiểm tra: ……………………………………", "Checked by: ……………………………………");
    public static readonly Phrase AsOf = new("Lập lúc {0}.", "Made at {0}.");

    public static Phrase Listed(int count) => new($"Danh sách có {LocalFormat.Of(Language.Vietnamese).Number(count)} người.", $"The list holds {LocalFormat.Of(Language.English).Number(count)} people.");

    public static Phrase CardsEnd(int count) => new($"Chứng thư số của {count} thẻ hết hạn trước khi kết thúc.", $"The certificates of {count} cards end before the meeting does.");

    /// <summary>In seconds as long as a clock is good enough.</summary>
    public static Phrase ClockError(TimeSpan error) => error < TimeSpan.FromMinutes(2)
        ? new($"lệch {(int)error.TotalSeconds} giây", $"wrong by {(int)error.TotalSeconds} s")
        : TerminalWords.WrongClock(error);

    public static Phrase TerminalsReady(int ready, int all) => all == 0
        ? new("Chưa có máy nào liên lạc.", "No terminal was heard of yet.")
        : new($"{ready}/{all} máy sẵn sàng.", $"{ready} of {all} terminals are ready.");
}
