using Kiosk.Journal;
using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Reports;

/// <summary>A card that was checked for a procedure, or refused.</summary>
/// <param name="Context">The procedure's code, or meeting id ‖ "/" ‖ session id.</param>
/// <param name="Details">What only the key opens; null without it, and for refusals, which seal nothing.</param>
/// <param name="Name">Of the member; null where nothing was opened or nobody imported has the card.</param>
internal sealed record DayRecord(
    DateTimeOffset At, string TerminalId, ulong Sequence, string Door, JournalMode Mode, string Context, JournalOutcome Outcome, ReasonCode Code, SealedDetails? Details, string? Name)
{
    /// <summary>The clerk who took it; null where none did, nothing was opened or nobody imported has the card.</summary>
    public string? Clerk { get; init; }
}
