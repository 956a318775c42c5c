using Kiosk.Collector.Attendance;
using Kiosk.Collector.Doors;
using Kiosk.Collector.People;
using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;

namespace Kiosk.Collector.Pages;

/// <summary>One session of a meeting at one moment.</summary>
/// <param name="Known">Null if the meeting was not imported: figures without names.</param>
/// <param name="Contexts">All sessions of which anything is known.</param>
/// <param name="List">Of the session.</param>
/// <param name="Convened">In the order of a list of names; empty if not imported.</param>
/// <param name="Summary">The figures by the meeting's rules; null if it was not imported.</param>
/// <param name="Silent">Terminals of this session that were not heard of for some time.</param>
internal sealed record MeetingPicture(
    string Meeting,
    KnownMeeting? Known,
    IReadOnlyList<string> Contexts,
    AttendanceList List,
    IReadOnlyList<ConvenedPerson> Convened,
    AttendanceSummary? Summary,
    IReadOnlyList<SilentTerminal> Silent,
    DateTimeOffset AsOf)
{
    private const int MaxMinutes = 60;

    private readonly Dictionary<string, PresentPerson> present = List.Present.ToDictionary(person => person.Pseudonym, StringComparer.Ordinal);

    /// <summary>What is counted of other halls; null where there is no upstream collector, or none was heard.</summary>
    public OtherHalls? Halls { get; init; }

    /// <summary>The session's own part of the context.</summary>
    public string SessionId => List.Context[(List.Context.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public MeetingSession? Session => Known?.Meeting.Sessions.FirstOrDefault(session => session.Id == SessionId);

    /// <summary>What may be shown of the meeting's name.</summary>
    public string Title => Known is { Meeting.HidesTitle: false } known ? known.Meeting.Title : Meeting;

    /// <summary>Null for a meeting without one.</summary>
    public QuorumState? Quorum => Summary?.Quorum;

    public int AbsentWithReason => List.Absent.Count(person => person.HasReason);

    public int AbsentWithoutReason => List.Absent.Count - AbsentWithReason;

    public int NotYet => Math.Max(0, Convened.Count - Convened.Count(person => present.ContainsKey(person.Pseudonym)) - List.Absent.Count);

    public IEnumerable<CountLine> ByDoor => List.Present.CountBy(person => OtherHalls.NameOf(person.First, Halls), StringComparer.Ordinal).OrderBy(door => door.Key, StringComparer.Ordinal).Select(door => new CountLine(door.Key, door.Value, null));

    public IEnumerable<CountLine> ByHall => By(person => person.Entry.Seat?.Area);

    public IEnumerable<CountLine> ByDelegation => By(person => person.Entry.Delegation);

    /// <summary>Arrivals of each minute up to the newest, the last hour of them.</summary>
    public IReadOnlyList<(DateTimeOffset Minute, int Arrivals)> PerMinute
    {
        get
        {
            var counts = List.Present.CountBy(person => MinuteOf(person.First.At)).ToDictionary();
            if (counts.Count == 0)
            {
                return [];
            }

            var last = counts.Keys.Max();
            var first = counts.Keys.Min() is var earliest && last - earliest < TimeSpan.FromMinutes(MaxMinutes) ? earliest : last.AddMinutes(1 - MaxMinutes);
            return [.. Enumerable.Range(0, (int)(last - first).TotalMinutes + 1).Select(index => first.AddMinutes(index)).Select(minute => (minute, counts.GetValueOrDefault(minute)))];
        }
    }

    /// <summary>Those who may take a delegate's place.</summary>
    public IEnumerable<ConvenedPerson> Alternates => Convened.Where(person => person.Entry.Class is AttendeeClass.Alternate);

    public PresentPerson? FindPresent(string pseudonym) => present.GetValueOrDefault(pseudonym);

    private IEnumerable<CountLine> By(Func<ConvenedPerson, string?> key) =>
        Convened.GroupBy(person => key(person) ?? "", StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new CountLine(group.Key, group.Count(person => present.ContainsKey(person.Pseudonym)), group.Count()));

    private static DateTimeOffset MinuteOf(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMinute));
}

/// <summary>A line of a table of figures.</summary>
/// <param name="Convened">Null where nobody is convened to it, as to a door.</param>
internal sealed record CountLine(string Name, int Present, int? Convened);

/// <summary>A terminal of which nothing is heard.</summary>
internal sealed record SilentTerminal(string TerminalId, DateTimeOffset Since);
