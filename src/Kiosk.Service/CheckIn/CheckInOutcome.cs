using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>The outcome of one tap.</summary>
/// <param name="Receipt">Null when nothing was recorded: the card was not read, or the terminal is out of service.</param>
/// <param name="IsRepeat">The same tap as before: the earlier answer is shown again.</param>
internal sealed record CheckInOutcome(ReasonCode Code, Screen Screen, JournalReceipt? Receipt = null, bool IsRepeat = false)
{
    /// <summary>The operator's card that opened the menu; null for any other.</summary>
    public AdmissionDecision.OpenMenu? Menu { get; init; }

    /// <summary>The card of a member who looks at their own record; null for any other.</summary>
    public AdmissionDecision.LookAtRecord? Look { get; init; }

    /// <summary>When the tap began, by the terminal's clock.</summary>
    public DateTimeOffset Instant { get; init; }

    /// <summary>Time spent waiting for the card.</summary>
    public TimeSpan CardTime { get; init; }

    /// <summary>The rest of the time from arrival to receipt.</summary>
    public TimeSpan TerminalTime { get; init; }
}
