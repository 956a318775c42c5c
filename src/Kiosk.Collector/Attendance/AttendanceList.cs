using Kiosk.Collector.Journals;
using Kiosk.Journal;

namespace Kiosk.Collector.Attendance;

/// <summary>Who was present at one session of a meeting: a fold over the arrivals at all its doors.</summary>
/// <param name="Context">Meeting id ‖ "/" ‖ session id.</param>
/// <param name="Present">One entry a person, by their first arrival.</param>
internal sealed record AttendanceList(string Context, IReadOnlyList<PresentPerson> Present)
{
    /// <summary>People whom more than one terminal admitted: two doors that did not know of each other, for somebody to review.</summary>
    public IEnumerable<PresentPerson> Conflicts => Present.Where(person => person.Again.Count > 0);

    /// <summary>Number of people whose first arrival counts for something.</summary>
    public int CountingFor(JournalCounts counts) => Present.Count(person => person.First.Counts.HasFlag(counts));

    /// <summary>The sessions at which anybody arrived, by id.</summary>
    public static IReadOnlyList<AttendanceList> Of(IEnumerable<CollectedFrame> arrivals) =>
    [
        .. arrivals.GroupBy(arrival => arrival.Entry.Record.Context, StringComparer.Ordinal).OrderBy(session => session.Key, StringComparer.Ordinal)
            .Select(session => new AttendanceList(session.Key, [.. session.GroupBy(PseudonymOf, StringComparer.Ordinal).Select(Fold).OrderBy(person => person.First.At).ThenBy(person => person.Pseudonym, StringComparer.Ordinal)])),
    ];

    private static PresentPerson Fold(IGrouping<string, CollectedFrame> person)
    {
        // By the doors' clocks; the terminal's id and the record's number settle what is equal.
        List<DoorArrival> all =
        [
            .. person.OrderBy(frame => frame.Entry.Record.Clock.Instant).ThenBy(frame => frame.TerminalId, StringComparer.Ordinal).ThenBy(frame => frame.Entry.Sequence.Value)
                .Select(frame => new DoorArrival(frame.Entry.Record.Clock.Instant, frame.Entry.Record.Door, frame.TerminalId, frame.Entry.Sequence.Value, frame.Entry.Record.Counts)),
        ];
        return new(person.Key, all[0], all[1..]);
    }

    private static string PseudonymOf(CollectedFrame frame) => Convert.ToHexStringLower(frame.Entry.Record.Pseudonym.Span);
}

/// <summary>Somebody present.</summary>
/// <param name="Pseudonym">The person in this meeting, lower-case hexadecimal.</param>
/// <param name="Again">Later admissions of the same person.</param>
internal sealed record PresentPerson(string Pseudonym, DoorArrival First, IReadOnlyList<DoorArrival> Again);

/// <summary>An arrival as one door recorded it.</summary>
/// <param name="At">By the door's own clock.</param>
internal sealed record DoorArrival(DateTimeOffset At, string Door, string TerminalId, ulong Sequence, JournalCounts Counts);
