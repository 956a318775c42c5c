using Kiosk.Journal;
using Kiosk.Service.CheckIn;

namespace Kiosk.Service.Page;

/// <summary>What happened last, by the journal and by taps that left no record, for whoever opens the page, and who wants to know of the next.</summary>
internal sealed class PageStage : IDisposable
{
    private const int MaxCount = 100;

    private readonly Lock gate = new();
    private readonly Queue<PageRecord> records;
    private long count;
    private readonly CheckInJournal journal;
    private readonly CheckInEvents events;

    public PageStage(CheckInJournal journal, CheckInEvents events)
    {
        (this.journal, this.events) = (journal, events);
        records = new(journal.Found.TakeLast(MaxCount).Select(PageRecord.Of));
        count = records.Count;
        journal.Appended += Keep;
        events.Answered += Keep;
    }

    /// <summary>There is something after the last position. Raised while the journal waits: a handler must neither block nor throw.</summary>
    public event Action? Recorded;

    /// <summary>Null on a real terminal.</summary>
    public ISimulation? Simulation { get; set; }

    /// <param name="position">Behind the last one known, 0 at first; moved behind the last one that is returned.</param>
    /// <returns>Oldest first; of more than a hundred the last.</returns>
    public IReadOnlyList<PageRecord> RecordsAfter(ref long position)
    {
        lock (gate)
        {
            var missing = count - position;
            position = count;
            return [.. records.TakeLast((int)Math.Min(missing, records.Count))];
        }
    }

    public void Dispose()
    {
        events.Answered -= Keep;
        journal.Appended -= Keep;
    }

    // Starts, stops and mode switches stand in the journal and are no line between the taps.
    private void Keep(JournalEntry entry)
    {
        if (!TerminalNote.IsIn(entry.Record))
        {
            Keep(PageRecord.Of(entry));
        }
    }

    private void Keep(CheckInOutcome outcome)
    {
        // What was recorded has come from the journal.
        if (outcome is { Receipt: null, IsRepeat: false })
        {
            Keep(PageRecord.Unrecorded(outcome));
        }
    }

    private void Keep(PageRecord record)
    {
        lock (gate)
        {
            count++;
            records.Enqueue(record);
            if (records.Count > MaxCount)
            {
                records.Dequeue();
            }
        }

        Recorded?.Invoke();
    }
}
