namespace Kiosk.Journal;

/// <summary>The arrivals recorded in one segment, by session, in the order of their records. Not thread-safe.</summary>
/// <param name="Number">Of the segment.</param>
/// <param name="Begin">The link that the segment continues.</param>
internal sealed record SegmentArrivals(int Number, ChainLink Begin)
{
    private readonly Dictionary<string, List<RecordedArrival>> sessions = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, List<RecordedArrival>> Sessions => sessions;

    public void Add(JournalRecord record)
    {
        if (RecordedArrival.In(record) is not { } arrival)
        {
            return;
        }

        if (!sessions.TryGetValue(record.Context, out var session))
        {
            sessions.Add(record.Context, session = []);
        }

        session.Add(arrival);
    }

    /// <param name="context">The session, as records carry it.</param>
    public IReadOnlyList<RecordedArrival> In(string context) => sessions.TryGetValue(context, out var session) ? session : [];
}
