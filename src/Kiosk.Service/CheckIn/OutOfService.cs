using Kiosk.Cards;
using Kiosk.Journal;
using Kiosk.Service.Cache.Rows;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>Why the terminal is out of service and admits nobody.</summary>
/// <param name="Detail">One English sentence for logs and commands: what failed, where, and the remedy. Contains no personal data.</param>
/// <param name="Notice">Shown on the screen where the particulars help whoever stands there; null shows the reason's own remedy.</param>
internal sealed record OutOfService(ReasonCode Code, string Detail, Phrase? Notice = null)
{
    /// <summary><see cref="Detail"/> for any local user: names neither meeting nor procedure.</summary>
    public string PublicDetail { get; init; } = Detail;

    /// <summary>Maps a failure of the cache, journal, disk or random source to an outage. The only place that does so.</summary>
    /// <returns>Null for any other exception.</returns>
    public static OutOfService? Of(Exception failure) => failure switch
    {
        OutOfServiceException known => known.Outage,
        CacheException { Fault: CacheFault.NoAccess } => new(ReasonCode.TerminalNoAccess, failure.Message),
        CacheException => new(ReasonCode.TerminalCache, failure.Message),
        JournalException => new(ReasonCode.TerminalJournal, failure.Message),
        RandomSourceException => new(ReasonCode.TerminalOutOfService, failure.Message),

        // Out of file descriptors, or a failing disk: may pass, so the next tap tries again.
        IOException or UnauthorizedAccessException => new(ReasonCode.TerminalCache, $"The cache cannot be read: {failure.Message}"),
        _ => null,
    };
}

/// <summary>A tap ran into an outage that shows only on use.</summary>
internal sealed class OutOfServiceException(OutOfService outage, Exception? innerException = null) : Exception(outage.Detail, innerException)
{
    public OutOfService Outage { get; } = outage;
}
