using Kiosk.Journal;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>Remembers the first failure after which the terminal may admit nobody until it is started anew: the journal or the random source failed.</summary>
internal sealed class ServiceFailure(CheckInJournal journal)
{
    private OutOfService? reported;

    /// <returns>Null while nothing of the kind has failed.</returns>
    public OutOfService? Outage => Volatile.Read(ref reported)
        ?? (journal.IsFailed ? new(ReasonCode.TerminalJournal, "The journal failed; restart the service when the disk is in order.") : null);

    public void Report(OutOfService failure) => Interlocked.CompareExchange(ref reported, failure, null);
}
