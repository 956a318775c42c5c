using Kiosk.Service.CheckIn;
using Kiosk.Service.Reasons;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Page;

/// <summary>One event as the page lists it: what the operator's view may show, and nothing about whose card it was.</summary>
/// <param name="Sequence">The journal's number; null where nothing was recorded.</param>
/// <param name="Mood">How the screen looked to the member.</param>
/// <param name="Reason">Null for an event of the terminal itself.</param>
/// <param name="Context">The mode, or what happened to the terminal ("tamper.opened").</param>
internal sealed record PageRecord(ulong? Sequence, DateTimeOffset Instant, Mood Mood, Reason? Reason, string Context)
{
    /// <param name="now">For a tap that left no record.</param>
    public static PageRecord Of(CheckInOutcome outcome, string context, DateTimeOffset now) =>
        new(outcome.Receipt?.Sequence.Value, outcome.Receipt?.Instant ?? now, outcome.Screen.Mood, ReasonTable.Find(outcome.Code), context);
}
