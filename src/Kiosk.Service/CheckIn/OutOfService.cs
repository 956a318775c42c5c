using Kiosk.Cards;
using Kiosk.Journal;
using Kiosk.Service.Cache.Rows;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>Why the terminal admits nobody at the moment.</summary>
/// <param name="Detail">One sentence for logs and commands, in English: what, where, what now. Never personal.</param>
/// <param name="Notice">What is shown about it where the facts matter to whoever stands before the terminal; left out, the reason's own remedy is.</param>
internal sealed record OutOfService(ReasonCode Code, string Detail, Phrase? Notice = null)
{
    /// <summary>The same for anybody on this machine: it names neither meeting nor procedure.</summary>
    public string PublicDetail { get; init; } = Detail;

    /// <summary>The one place that says what a failure of cache, journal, disk or random source is to whoever taps.</summary>
    /// <returns>Null for what is no such failure.</returns>
    public static OutOfService? Of(Exception failure) => failure switch
    {
        OutOfServiceException known => known.Outage,
        CacheException => new(ReasonCode.TerminalCache, failure.Message),
        JournalException => new(ReasonCode.TerminalJournal, failure.Message),
        RandomSourceException => new(ReasonCode.TerminalOutOfService, failure.Message),

        // A process out of descriptors, or a disk that fails: the next tap looks again.
        IOException or UnauthorizedAccessException => new(ReasonCode.TerminalCache, $"The cache cannot be looked at: {failure.Message}"),
        _ => null,
    };
}

/// <summary>A tap met an outage that only shows when something is tried.</summary>
internal sealed class OutOfServiceException(OutOfService outage, Exception? innerException = null) : Exception(outage.Detail, innerException)
{
    public OutOfService Outage { get; } = outage;
}
