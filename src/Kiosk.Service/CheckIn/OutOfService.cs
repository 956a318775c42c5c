using Kiosk.Cards;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.Cache.Rows;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>Why the terminal is out of service and admits nobody.</summary>
/// <param name="Sentence">What failed, where, and the remedy, for logs and commands. Contains no personal data.</param>
/// <param name="Notice">Shown on the screen where the particulars help whoever stands there; null shows the reason's own remedy.</param>
internal sealed record OutOfService(ReasonCode Code, Phrase Sentence, Phrase? Notice = null)
{
    public static readonly Phrase ReturnsByItself = new("Máy tự hoạt động trở lại khi khắc phục xong.", "The terminal returns to service by itself.");

    /// <summary><see cref="Sentence"/> in English, as logs have it.</summary>
    public string Detail => Sentence.English;

    /// <summary><see cref="Detail"/> for any local user: names neither meeting nor procedure.</summary>
    public string PublicDetail { get; init; } = Sentence.English;

    /// <summary>Maps a failure of the cache, journal, disk or random source to an outage. The only place that does so.</summary>
    /// <returns>Null for any other exception.</returns>
    public static OutOfService? Of(Exception failure) => failure switch
    {
        OutOfServiceException known => known.Outage,
        CacheException { Fault: CacheFault.NoAccess, Sentence: var closed } => new(ReasonCode.TerminalNoAccess, closed),
        CacheException damaged => new(ReasonCode.TerminalCache, damaged.Sentence),
        JournalException unusable => new(ReasonCode.TerminalJournal, unusable.Sentence),
        RandomSourceException => new(ReasonCode.TerminalOutOfService, Phrase.WithDetail("Hệ thống không cấp số ngẫu nhiên", failure.Message)),

        // Out of file descriptors, or a failing disk: may pass, so the next tap tries again.
        IOException or UnauthorizedAccessException => new(ReasonCode.TerminalCache, new Phrase("Không đọc được dữ liệu xác thực thẻ", "The cache cannot be read").Because(SystemRefusal.SentenceOf(failure))),
        _ => null,
    };
}

/// <summary>A tap ran into an outage that shows only on use.</summary>
internal sealed class OutOfServiceException(OutOfService outage, Exception? innerException = null) : SentenceException(outage.Sentence, innerException)
{
    public OutOfService Outage { get; } = outage;
}
