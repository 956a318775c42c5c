namespace Kiosk.Source.Calendars;

/// <summary>One event of a calendar.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line where the event starts.</param>
/// <param name="Sequence">Its revision (RFC 5545, 3.8.7.4).</param>
/// <param name="Stamp">DTSTAMP as written, in UTC; empty if absent.</param>
internal abstract record CalendarEntry(string Path, int Line, MeetingUid Uid, int Sequence, string Stamp, string Summary)
{
    /// <summary>Orders events with one UID: the later revision counts, then the later stamp, then a cancellation.</summary>
    public static IComparer<CalendarEntry> ByRevision { get; } = Comparer<CalendarEntry>.Create((a, b) =>
        a.Sequence != b.Sequence ? a.Sequence.CompareTo(b.Sequence)
        : a.Stamp != b.Stamp ? string.CompareOrdinal(a.Stamp, b.Stamp)
        : (a is Cancelled).CompareTo(b is Cancelled));

    public sealed record Held(string Path, int Line, MeetingUid Uid, int Sequence, string Stamp, string Summary, string? Location, DateTimeOffset Start, DateTimeOffset End)
        : CalendarEntry(Path, Line, Uid, Sequence, Stamp, Summary);

    /// <summary>STATUS:CANCELLED, or an event of a calendar with METHOD:CANCEL.</summary>
    public sealed record Cancelled(string Path, int Line, MeetingUid Uid, int Sequence, string Stamp, string Summary)
        : CalendarEntry(Path, Line, Uid, Sequence, Stamp, Summary);
}
