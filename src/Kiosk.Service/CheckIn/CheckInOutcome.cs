using Kiosk.Journal;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>How one tap ended.</summary>
/// <param name="Receipt">Null where nothing was recorded: the card was not read, or the terminal serves nobody.</param>
/// <param name="IsRepeat">The same tap again: the earlier answer, shown once more.</param>
internal sealed record CheckInOutcome(ReasonCode Code, Screen Screen, JournalReceipt? Receipt = null, bool IsRepeat = false)
{
    /// <summary>When the tap began, by the terminal's clock.</summary>
    public DateTimeOffset Instant { get; init; }

    /// <summary>Time spent waiting for the card's answers.</summary>
    public TimeSpan CardTime { get; init; }

    /// <summary>All other time from arrival to receipt.</summary>
    public TimeSpan TerminalTime { get; init; }
}
