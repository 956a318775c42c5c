using Kiosk.Cards;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>Reads the terminal's state; never blocks on a device.</summary>
internal sealed class TerminalHealth(TapContextSource contexts, ICardReader reader, DataHealth data, CheckInJournal journal, Heartbeat heartbeat, EnrolmentHealth enrolment)
{
    public Report Read()
    {
        var outages = new List<OutOfService>();
        TapContext? context = null;
        try
        {
            context = contexts.Begin();
        }
        catch (OutOfServiceException exception)
        {
            outages.Add(exception.Outage);
        }

        if (ReaderOutage(reader.State) is { } waiting)
        {
            outages.Add(waiting);
        }

        var judgedBy = data.Read();
        return new Report(
            outages,
            context,
            reader.State,
            journal.LastSequence.Value,
            judgedBy.Generation,
            judgedBy.CacheAge,
            judgedBy.Clock,
            heartbeat.IsAlive)
        {
            JournalTaps = journal.Taps,
            IsJournalFailed = journal.IsFailed,
            NotSigned = NotSignedOf(journal),
            ListsAhead = judgedBy.ListsAhead,
            RevocationAge = judgedBy.RevocationAge,
            Enrolment = enrolment.Read(),
        };
    }

    private static Phrase? NotSignedOf(CheckInJournal journal) => journal.SigningFailure is { } failure
        ? new(
            $"{journal.Unsigned} bản ghi mới nhất chưa được ký và máy đang không ký được; máy vẫn ghi nhận. Hãy kiểm tra khóa và ổ đĩa: kiosk doctor. {failure.Vietnamese}",
            $"The last {journal.Unsigned} records are not signed, and signing fails: {failure.English.TrimEnd('.')}. Check-in goes on. Look at the key and the disk: kiosk doctor")
        : null;

    private static OutOfService? ReaderOutage(ReaderState state) =>
        TerminalNotices.Reader(state) is { } notice ? new(ReasonCode.CardReaderFault, DetailOf(state), notice) : null;

    private static Phrase DetailOf(ReaderState state) => state switch
    {
        ReaderState.WaitingForDaemon => new("Đang chờ dịch vụ pcscd; xem: systemctl status pcscd.socket", "Waiting for pcscd; see: systemctl status pcscd.socket"),
        ReaderState.WaitingForReader => new("Đang chờ đầu đọc thẻ; hãy cắm đầu đọc.", "Waiting for a card reader; plug one in."),
        ReaderState.AccessDenied => new("Người dùng của dịch vụ không có quyền dùng đầu đọc thẻ; xem: kiosk doctor --only reader", "Access to the card reader is denied to the service's user; see: kiosk doctor --only reader"),
        ReaderState.OutOfOrder => new("Đầu đọc không hoạt động trở lại; xem: kiosk doctor --only reader. Nếu không được, hãy rút ra cắm lại, hoặc thay đầu đọc.", "The reader does not recover; see: kiosk doctor --only reader. Otherwise unplug it and plug it in again, or replace it."),
        _ => new("Đang khởi động đầu đọc.", "The reader is being started."),
    };

    /// <summary>A snapshot of the terminal's state.</summary>
    /// <param name="Outages">Why no card would be admitted; empty when ready.</param>
    /// <param name="CacheAge">Time since the newest data in the cache.</param>
    public sealed record Report(
        IReadOnlyList<OutOfService> Outages,
        TapContext? Context,
        ReaderState Reader,
        ulong JournalSequence,
        long CacheGeneration,
        TimeSpan? CacheAge,
        ClockReading Clock,
        bool IsAlive)
    {
        /// <summary>Number of journal records of taps.</summary>
        public ulong JournalTaps { get; init; }

        public bool IsJournalFailed { get; init; }

        /// <summary>Why the newest records are not signed; null if signing works. Does not affect admission.</summary>
        public Phrase? NotSigned { get; init; }

        /// <summary>Time since thisUpdate of the oldest CRL; null if there is none.</summary>
        public TimeSpan? RevocationAge { get; init; }

        /// <summary>Why a CRL in the cache is not used yet; null if all are. Does not affect admission.</summary>
        public Phrase? ListsAhead { get; init; }

        /// <summary>How the terminal is enrolled. Does not affect admission, unless its key is revoked, which is an outage.</summary>
        public EnrolmentReport? Enrolment { get; init; }

        public bool IsReady => Outages.Count == 0 && IsAlive;

        /// <summary>Every reason why no card would be admitted, in both languages, for the terminal's owner; empty when ready.</summary>
        public IReadOnlyList<TerminalFault> Faults =>
            [.. Outages.Select(TerminalFault.Of), .. IsAlive ? (TerminalFault[])[] : [TerminalFault.HangingTap]];

        /// <summary>For the terminal's owner, on one line.</summary>
        public string Summary => IsReady ? Readiness : TerminalFault.OnOneLine(Faults);

        /// <summary>For any local user, on one line; shown by the service manager.</summary>
        public string PublicSummary => IsReady ? Readiness : TerminalFault.OnOneLine(PublicFaults);

        /// <summary>The same for the health page, one line per fault.</summary>
        public string PublicLines => IsReady ? Readiness : string.Join('\n', PublicFaults);

        private string Readiness => string.Join(' ', ((Phrase?[])[ListsAhead, NotSigned, Enrolment?.RemarkAt(Clock.Instant)]).OfType<Phrase>().Select(remark => remark.English)) is { Length: > 0 } remarks ? $"ready. {remarks}" : "ready";

        private IReadOnlyList<TerminalFault> PublicFaults =>
            [.. Outages.Select(outage => TerminalFault.Of(outage) with { English = outage.PublicDetail }), .. IsAlive ? (TerminalFault[])[] : [TerminalFault.HangingTap]];
    }
}
