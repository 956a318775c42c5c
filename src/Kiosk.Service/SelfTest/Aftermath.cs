using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Health;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.SelfTest;

/// <summary>Checks the invariants after every tap: what is recorded, who counts as present, what is shown, and that a card not admitted leaves no trace.</summary>
internal sealed class Aftermath(Traces traces)
{
    private int recordsBefore;

    /// <summary>Starts checking; records before the first tap are ignored.</summary>
    public void Begin(TrialTerminal terminal) => recordsBefore = RecordsIn(terminal).Count;

    /// <param name="shown">Parts of what was shown to the terminal, of which nothing may be left anywhere.</param>
    /// <returns>One sentence per violated invariant.</returns>
    public IReadOnlyList<string> Examine(TrialTerminal terminal, IEnumerable<string> shown, AnswerKind kind, CheckInOutcome outcome)
    {
        var journal = RecordsIn(terminal);
        var added = journal[Math.Min(recordsBefore, journal.Count)..];
        recordsBefore = journal.Count;
        var metrics = terminal.MetricsText;
        List<string> found = [.. RecordsOf(kind, outcome, added)];
        if (!metrics.Contains($"code=\"{KioskMetrics.LabelOf(outcome.Code)}\"", StringComparison.Ordinal))
        {
            found.Add("The answer was not counted in the metrics.");
        }

        var admitted = terminal.Heard + journal.Count(record => record.Outcome == JournalOutcome.Admitted);
        if (terminal.Present is { } present && present != admitted)
        {
            found.Add($"{present} count as present where {admitted} were recorded.");
        }

        var log = terminal.TakeLog();
        if (kind is AnswerKind.Admitted or AnswerKind.AlreadyIn)
        {
            return found;
        }

        var texts = new Dictionary<string, string> { ["screen"] = Traces.WordsOf(outcome), ["log"] = log, ["metrics"] = metrics, ["status"] = terminal.StatusText };
        found.AddRange(traces.FindIn(texts, shown));
        return found;
    }

    // Without the terminal's own events, such as alarms.
    private static List<JournalRecord> RecordsIn(TrialTerminal terminal) => [.. terminal.Journal.Select(entry => entry.Record).Where(record => record.Outcome is not JournalOutcome.Note)];

    private static IEnumerable<string> RecordsOf(AnswerKind kind, CheckInOutcome outcome, List<JournalRecord> added) => (kind, outcome.Screen, added) switch
    {
        (AnswerKind.Admitted, _, [{ Outcome: JournalOutcome.Admitted } record]) when record.Code == outcome.Code => [],
        (AnswerKind.Acknowledged, Screen.Acknowledged, []) => [],
        (AnswerKind.AlreadyIn, _, [] or [{ Outcome: JournalOutcome.AlreadyIn }]) => [],
        (AnswerKind.OutOfService, _, []) => [],
        (AnswerKind.Undecidable, Screen.TryAgain { Advice: ReadingAdvice.AwaitsClock }, []) => [],
        (AnswerKind.Rejected, Screen.TryAgain or Screen.Refused { Line: PublicLine.NotAPartyCard }, []) => [],
        (AnswerKind.Rejected, Screen.Refused, []) when outcome.Code == ReasonCode.CardNotPersonalised => [],
        (AnswerKind.Rejected, Screen.TryAgain, [{ Outcome: JournalOutcome.Denied, Code: ReasonCode.KeyLate, Pseudonym.IsEmpty: true, Sealed.IsEmpty: true }])
            when outcome.Code is ReasonCode.KeyLate => [],
        (AnswerKind.Rejected or AnswerKind.Undecidable, not Screen.TryAgain, [{ Outcome: JournalOutcome.Denied, Pseudonym.IsEmpty: true, Sealed.IsEmpty: true } record])
            when record.Code == outcome.Code => [],
        (AnswerKind.Rejected, Screen.Refused, []) when outcome.IsRepeat => [],
        _ => [$"{added.Count} records do not fit the answer: {string.Join(", ", added.Select(record => $"{record.Outcome} {ReasonTable.NameOf(record.Code)}"))}."],
    };
}
