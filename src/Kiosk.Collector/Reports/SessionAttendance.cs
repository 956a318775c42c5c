using Kiosk.Collector.Doors;
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
    /// <summary>What is counted of doors in other halls, whose journals are not here; null where nothing was heard of them.</summary>
    public OtherHalls? Halls { get; init; }

    /// <summary>Whether there is a collector that could tell of other halls.</summary>
    public bool HasUpstream { get; init; }

    /// <summary>Number of doors that recorded anything of it.</summary>
    public int Doors => Journals.SelectMany(journal => journal.Doors).Distinct(StringComparer.Ordinal).Count()
        + (Halls?.Frames.Where(frame => frame.Entry.Record.Context == $"{Meeting.Meeting.Id}/{Session.Id}").Select(frame => (frame.TerminalId, frame.Entry.Record.Door)).Distinct().Count() ?? 0);

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
