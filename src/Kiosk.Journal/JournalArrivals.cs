namespace Kiosk.Journal;

/// <summary>The arrivals of a journal that is being written: the last segment's in memory, those of complete segments in files. Thread-safe.</summary>
/// <param name="last">The segment that is written to.</param>
internal sealed class JournalArrivals(ArrivalHistory history, SegmentArrivals last)
{
    private readonly Lock gate = new();
    private readonly Queue<(SegmentArrivals Segment, ChainLink End)> completed = [];
    private SegmentArrivals current = last;

    /// <summary>Number of the segment that is written to.</summary>
    public int Segment => current.Number;

    public void Add(JournalRecord record)
    {
        lock (gate)
        {
            current.Add(record);
        }
    }

    /// <param name="end">The last frame of the segment that is complete now.</param>
    public void BeginSegment(ChainLink end)
    {
        lock (gate)
        {
            completed.Enqueue((current, end));
            current = new(current.Number + 1, end);
        }
    }

    /// <summary>Writes what became complete. Apart from an append, so that no tap waits for it.</summary>
    public void KeepCompleted()
    {
        while (true)
        {
            (SegmentArrivals Segment, ChainLink End) one;
            lock (gate)
            {
                if (!completed.TryDequeue(out one))
                {
                    return;
                }
            }

            history.Keep(one.Segment, one.End);
        }
    }

    /// <summary>The sessions that the segment which is written to has arrivals of.</summary>
    public IReadOnlyList<string> RecentSessions
    {
        get
        {
            lock (gate)
            {
                return [.. current.Sessions.Keys];
            }
        }
    }

    /// <inheritdoc cref="CheckInJournal.ArrivalsIn"/>
    public IReadOnlyList<RecordedArrival> In(string context)
    {
        KeepCompleted();
        (RecordedArrival[] Arrivals, int Segment, ChainLink Begin) recent;
        lock (gate)
        {
            recent = ([.. current.In(context)], current.Number, current.Begin);
        }

        return [.. history.In(context, recent.Segment, recent.Begin), .. recent.Arrivals];
    }
}
