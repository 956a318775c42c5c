using Kiosk.Journal;
using Kiosk.Service.CheckIn;

namespace Kiosk.Service.Page;

/// <summary>The latest events, from the journal and from unrecorded taps, for pages that open later; notifies open pages of new ones.</summary>
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
        records = new(journal.Tail.TakeLast(MaxCount).Select(PageRecord.Of));
        count = records.Count;
        journal.Appended += Keep;
        events.Answered += Keep;
    }

    /// <summary>Raised when there are new records, while the journal waits: a handler must neither block nor throw.</summary>
    public event Action? Recorded;

    /// <summary>Null on a real terminal.</summary>
    public ISimulation? Simulation { get; set; }

    /// <param name="position">Position after the last record known to the caller, 0 at first; advanced past the last one returned.</param>
    /// <returns>Oldest first; if there are more than a hundred, the latest hundred.</returns>
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

    // Starts, stops and mode switches are journaled but not listed among the taps.
    private void Keep(JournalEntry entry)
    {
        if (!TerminalNote.IsIn(entry.Record))
        {
            Keep(PageRecord.Of(entry));
        }
    }

    private void Keep(CheckInOutcome outcome)
    {
        // Recorded taps come from the journal.
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
