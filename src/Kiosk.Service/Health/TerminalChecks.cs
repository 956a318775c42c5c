using Kiosk.Service.CheckIn;
using Kiosk.Service.Sync;
using Kiosk.Service.Upload;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>Turns a health report into lines for the screen, in both languages. Each outage appears on the line of the part it concerns.</summary>
internal sealed class TerminalChecks(TerminalHealth.Report report)
{
    private static readonly TimeSpan MaxDataAge = TimeSpan.FromDays(14);
    private static readonly CountedPhrase Taps = new("{0} lượt đặt thẻ.", "{0} tap.", "{0} taps.");
    private static readonly Phrase NotSigned = new("Bản ghi mới nhất chưa được ký. Máy vẫn ghi nhận. Đề nghị báo cán bộ kỹ thuật.", "The newest records are not signed. Check-in goes on. Please tell the technician.");
    private static readonly ReasonCode[] Placed = [ReasonCode.CardReaderFault, ReasonCode.TerminalCache, ReasonCode.TerminalJournal, ReasonCode.ClockUntrusted, ReasonCode.ClockBehind];

    public CheckLine Reader() => OutageOf(ReasonCode.CardReaderFault) ?? new(Name(ReasonCode.CardReaderFault), CheckState.Good, new("Sẵn sàng.", "Ready."));

    public CheckLine CardData() => OutageOf(ReasonCode.TerminalCache) ?? (report.CacheAge is { } age
        ? new(
            Name(ReasonCode.TerminalCache),
            age > MaxDataAge ? CheckState.Doubtful : CheckState.Good,
            Updated(report.CacheGeneration, age))
        : new(Name(ReasonCode.TerminalCache), CheckState.Bad, new("Chưa có dữ liệu thẻ.", "There is no card data.")));

    public CheckLine Journal(bool isFailed, bool isPutBack = false) => OutageOf(ReasonCode.TerminalJournal) ?? (isFailed
        ? LineOf(new OutOfService(ReasonCode.TerminalJournal, Phrase.Untranslated("")))
        : isPutBack ? new(Name(ReasonCode.TerminalJournal), CheckState.Bad, OutboxPhrases.PutBackNotice)
        : report.NotSigned is not null ? new(Name(ReasonCode.TerminalJournal), CheckState.Doubtful, NotSigned)
        : new(Name(ReasonCode.TerminalJournal), CheckState.Good, Taps.For(checked((long)report.JournalTaps))));

    public CheckLine Clock() => OutageOf(ReasonCode.ClockBehind) ?? OutageOf(ReasonCode.ClockUntrusted) ?? new(Name(ReasonCode.ClockUntrusted), StateOf(report.Clock), Say(report.Clock));

    public static CheckLine Connection(FeedStanding standing)
    {
        var name = new Phrase("Kết nối", "Connection");
        if (standing is not { LastTry: not null, IsWell: false })
        {
            return new(name, CheckState.Good, new("Máy vẫn ghi nhận khi mất kết nối.", "Check-in goes on without one."));
        }

        var failure = FeedSentences.FailureOf(standing);
        return new(name, CheckState.Doubtful, new($"{failure.Vietnamese} Máy vẫn ghi nhận.", $"{failure.English} Check-in goes on."));
    }

    /// <summary>Outages without a line of their own.</summary>
    public IEnumerable<CheckLine> Others() => report.Outages.Where(outage => !Placed.Contains(outage.Code)).Select(LineOf);

    /// <summary>An outage as a line, with its stable code beside the name, to be read out over the telephone.</summary>
    public static CheckLine LineOf(OutOfService outage)
    {
        var (name, code) = (Name(outage.Code), ReasonTable.NameOf(outage.Code));
        return new(new($"{name.Vietnamese} ({code})", $"{name.English} ({code})"), CheckState.Bad, outage.Notice ?? Say(outage.Code));
    }

    private static Phrase Say(ClockReading clock) => clock switch
    {
        { Fault: ClockFault.Behind } => new(
            "Giờ của máy sớm hơn lần ghi nhận gần nhất. Đề nghị kết nối mạng để chỉnh giờ.", "The time is earlier than the last record. Please connect a network to set it."),
        { Fault: not ClockFault.None } => new(
            "Giờ của máy nhảy quá xa, chưa được xác nhận. Đề nghị kết nối mạng để chỉnh giờ.", "The time jumped too far ahead and nothing confirms it. Please connect a network to set it."),
        { Trust: ClockTrust.Attested } => new("Giờ đã được mạng hoặc dữ liệu ký số xác nhận.", "The time is confirmed by the network or by signed data."),
        { Trust: ClockTrust.Rtc } => new("Giờ theo đồng hồ chạy pin của máy hoặc do người vận hành xác nhận.", "The time is that of the battery-backed clock, or an operator accepted it."),
        _ => new(
            "Giờ của máy chưa được xác nhận. Đề nghị kết nối mạng hoặc đồng bộ dữ liệu.", "The terminal's time is not confirmed yet. Please connect a network or synchronise."),
    };

    private static CheckState StateOf(ClockReading clock) => clock switch
    {
        { Fault: not ClockFault.None } => CheckState.Bad,
        { Trust: ClockTrust.FloorOnly } => CheckState.Doubtful,
        _ => CheckState.Good,
    };

    private static Phrase Say(ReasonCode code) => ReasonTable.Find(code) is { } reason
        ? new($"{reason.Meaning.Vietnamese} {reason.OperatorRemedy.Vietnamese}", $"{reason.Meaning.English} {reason.OperatorRemedy.English}")
        : new("Máy tạm ngừng phục vụ.", "The terminal is out of service.");

    /// <summary>The part that a reason concerns.</summary>
    public static Phrase Name(ReasonCode code) => code switch
    {
        ReasonCode.CardReaderFault => new("Đầu đọc thẻ", "Card reader"),
        ReasonCode.TerminalCache => new("Dữ liệu thẻ", "Card data"),
        ReasonCode.TerminalJournal => new("Nhật ký", "Journal"),
        ReasonCode.ClockUntrusted or ReasonCode.ClockBehind => new("Đồng hồ", "Clock"),
        ReasonCode.TerminalFeed => new("Dữ liệu ký số", "Signed data"),
        ReasonCode.TerminalRevoked => new("Ghi danh", "Enrolment"),
        ReasonCode.TerminalNoAccess => new("Quyền đọc dữ liệu", "Access to the data"),
        ReasonCode.TerminalLocked => new("Khóa của máy", "The terminal's keys"),
        _ => new("Thiết bị", "Terminal"),
    };

    private static Phrase Updated(long generation, TimeSpan age)
    {
        var ago = Phrase.Ago(age);
        return new($"Phiên bản {generation}, cập nhật {ago.Vietnamese}.", $"Version {generation}, updated {ago.English}.");
    }

    private CheckLine? OutageOf(ReasonCode code) => report.Outages.FirstOrDefault(outage => outage.Code == code) is { } outage ? LineOf(outage) : null;
}
