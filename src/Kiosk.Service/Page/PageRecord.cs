using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Page;

/// <summary>A journal entry or tap as listed on the page: what an operator may see, without anything that identifies the card.</summary>
/// <param name="Sequence">Sequence number in the journal; null if nothing was recorded.</param>
/// <param name="Mood">The mood of the screen that the member saw.</param>
/// <param name="Reason">Null for an event of the terminal itself, and for a code unknown to this version.</param>
/// <param name="Event">The terminal's event ("tamper.opened"); null for a tap.</param>
internal sealed record PageRecord(ulong? Sequence, DateTimeOffset Instant, Mood Mood, Reason? Reason, string? Event)
{
    /// <summary>From the clear part, leaving out the pseudonym and the sealed part.</summary>
    public static PageRecord Of(JournalEntry entry)
    {
        var record = entry.Record;
        var reason = record.Outcome is JournalOutcome.Note ? null : ReasonTable.Find(record.Code);
        return new(entry.Sequence.Value, record.Clock.Instant, MoodOf(record.Outcome, reason), reason, record.Outcome is JournalOutcome.Note ? record.Context : null);
    }

    /// <summary>A tap that left no record.</summary>
    public static PageRecord Unrecorded(CheckInOutcome outcome) => new(Sequence: null, outcome.Instant, outcome.Screen.Mood, ReasonTable.Find(outcome.Code), Event: null);

    private static Mood MoodOf(JournalOutcome outcome, Reason? reason) => outcome switch
    {
        JournalOutcome.Admitted => Mood.Welcome,
        JournalOutcome.Denied when reason is not { Severity: ReasonSeverity.TerminalFault or ReasonSeverity.Notice } => Mood.Stop,
        _ => Mood.Attention,
    };
}
