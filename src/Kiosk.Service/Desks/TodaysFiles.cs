using Kiosk.Feed.Records;
using Kiosk.Feed.Tokens;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Time;

namespace Kiosk.Service.Desks;

/// <summary>The day's receipts at this desk, from the journal. Names and case numbers stand beside them only while the clerk who took them serves; then they are in the journal alone, sealed.</summary>
internal sealed class TodaysFiles : IDisposable
{
    /// <summary>More than a desk can take in a day.</summary>
    private const int MaxCount = 1000;

    private readonly CheckInJournal journal;
    private readonly ClerkShift shift;
    private readonly ClockMonitor clock;
    private readonly Lock gate = new();
    private readonly List<DeskFile> files = [];

    public TodaysFiles(CheckInJournal journal, ClerkShift shift, ClockMonitor clock)
    {
        (this.journal, this.shift, this.clock) = (journal, shift, clock);
        foreach (var entry in journal.Tail)
        {
            Add(entry);
        }

        journal.Appended += Add;
    }

    /// <returns>Oldest first.</returns>
    public IReadOnlyList<DeskFile> Now()
    {
        var today = VietnamTime.DateOf(clock.Read().Instant);
        lock (gate)
        {
            files.RemoveAll(file => VietnamTime.DateOf(file.At) != today);
            return [.. files.Select(file => file with { Taken = shift.Find(file.Sequence) })];
        }
    }

    public void Dispose() => journal.Appended -= Add;

    private void Add(JournalEntry entry)
    {
        var record = entry.Record;
        if (record is not { Mode: JournalMode.Procedure, Outcome: JournalOutcome.Admitted })
        {
            return;
        }

        lock (gate)
        {
            if (files.Count == MaxCount)
            {
                files.RemoveAt(0);
            }

            files.Add(new(entry.Sequence.Value, ReceiptNumber.Of(journal.TerminalId, record.Clock.Instant, entry.Sequence.Value).ToString(), record.Context, record.Clock.Instant, record.Code));
        }
    }
}
