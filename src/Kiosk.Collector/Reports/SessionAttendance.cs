using Kiosk.Collector.People;
using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;

namespace Kiosk.Collector.Reports;

/// <summary>Attendance at one session: everybody convened in the order of a list of names, then those present without a line on the roster.</summary>
/// <param name="AsOf">When the journals were read.</param>
/// <param name="Conflicts">Number of people whom more than one terminal admitted.</param>
/// <param name="Summary">The figures by the meeting's rules; null if its rule says nothing.</param>
/// <param name="Journals">The journals that recorded it.</param>
internal sealed record SessionAttendance(
    KnownMeeting Meeting, MeetingSession Session, DateTimeOffset AsOf, IReadOnlyList<PersonAttendance> People, int Conflicts, AttendanceSummary? Summary, IReadOnlyList<ReportedJournal> Journals)
{
    public IEnumerable<PersonAttendance> Convened => People.Where(person => person.Person is not null);

    /// <summary>Null for a kind of meeting without one.</summary>
    public QuorumState? Quorum => Summary?.Quorum;

    public bool IsOver => AsOf >= Session.Closes;

    public IEnumerable<PersonAttendance> With(Presence presence) => People.Where(person => person.Presence == presence);

    /// <summary>Of those convened.</summary>
    public int Count(Presence presence) => Convened.Count(person => person.Presence == presence);
}

/// <summary>A terminal's journal as far as the collector has confirmed it.</summary>
/// <param name="Doors">The doors that it recorded at in this session.</param>
/// <param name="Confirmed">Number of records that the newest receipt covers.</param>
/// <param name="Root">Of the receipt, Base64; null if there is none.</param>
internal sealed record ReportedJournal(string TerminalId, IReadOnlyList<string> Doors, ulong Confirmed, string? Root);
