using Kiosk.Journal;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>The first failure that bars admission until the service is restarted: of the journal or of the random source.</summary>
internal sealed class ServiceFailure(CheckInJournal journal)
{
    private OutOfService? reported;

    /// <returns>Null while neither has failed.</returns>
    public OutOfService? Outage => Volatile.Read(ref reported)
        ?? (journal.IsFailed ? new(ReasonCode.TerminalJournal, "The journal failed; restart the service when the disk is in order.") : null);

    public void Report(OutOfService failure) => Interlocked.CompareExchange(ref reported, failure, null);
}
