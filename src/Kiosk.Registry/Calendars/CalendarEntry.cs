namespace Kiosk.Registry.Calendars;

/// <summary>What one event of a calendar says.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">Where the event begins.</param>
/// <param name="Sequence">Its revision (RFC 5545, 3.8.7.4).</param>
/// <param name="Stamp">DTSTAMP as it is written, in UTC; empty where there is none.</param>
internal abstract record CalendarEntry(string Path, int Line, MeetingUid Uid, int Sequence, string Stamp, string Summary)
{
    /// <summary>Which of two events with one UID counts: the later revision, then the later stamp, and a cancellation where both are alike.</summary>
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
