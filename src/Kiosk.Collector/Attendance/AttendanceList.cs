using Kiosk.Collector.Journals;
using Kiosk.Journal;
using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Attendance;

/// <summary>Who was present at one session of a meeting: a fold over the arrivals at all its doors and the support desk's corrections.</summary>
/// <param name="Context">Meeting id ‖ "/" ‖ session id.</param>
/// <param name="Present">One entry a person, by their first arrival that was not undone.</param>
/// <param name="Absent">Those of whom the support desk noted it and who did not come after all, one entry a person.</param>
/// <param name="Undone">Arrivals that the support desk undid.</param>
internal sealed record AttendanceList(string Context, IReadOnlyList<PresentPerson> Present, IReadOnlyList<NotedAbsence> Absent, IReadOnlyList<UndoneArrival> Undone)
{
    /// <summary>People whom more than one terminal admitted: two doors that did not know of each other, for somebody to review.</summary>
    public IEnumerable<PresentPerson> Conflicts => Present.Where(person => person.Again.Count > 0);

    /// <summary>Number of people whose first arrival counts for something.</summary>
    public int CountingFor(JournalCounts counts) => Present.Count(person => person.First.Counts.HasFlag(counts));

    /// <summary>The sessions of which anything was recorded, by id.</summary>
    public static IReadOnlyList<AttendanceList> Of(IEnumerable<CollectedFrame> arrivals) =>
        [.. arrivals.GroupBy(arrival => arrival.Entry.Record.Context, StringComparer.Ordinal).OrderBy(session => session.Key, StringComparer.Ordinal).Select(OfSession)];

    private static AttendanceList OfSession(IGrouping<string, CollectedFrame> session)
    {
        var (present, absent, undone) = (new List<PresentPerson>(), new List<NotedAbsence>(), new List<UndoneArrival>());
        foreach (var person in session.GroupBy(PseudonymOf, StringComparer.Ordinal))
        {
            if (person.Take(2).ToList() is [{ Entry.Record.Outcome: JournalOutcome.Admitted } only])
            {
                present.Add(new(person.Key, ArrivalOf(only), []));
                continue;
            }

            // By the doors' clocks; the terminal's id and the record's number settle what is equal.
            List<CollectedFrame> all = [.. person.OrderBy(frame => frame.Entry.Record.Clock.Instant).ThenBy(frame => frame.TerminalId, StringComparer.Ordinal).ThenBy(frame => frame.Entry.Sequence.Value)];
            var reverted = all.FindLast(frame => frame.Entry.Record.Outcome is JournalOutcome.Reverted);
            var arrivals = all.Where(frame => frame.Entry.Record.Outcome is JournalOutcome.Admitted).Select(ArrivalOf).ToList();
            var standing = arrivals.FindAll(arrival => reverted is null || arrival.At > reverted.Entry.Record.Clock.Instant);
            undone.AddRange(arrivals.Except(standing).Select(arrival => new UndoneArrival(person.Key, arrival, ArrivalOf(reverted!))));
            if (standing.Count > 0)
            {
                present.Add(new(person.Key, standing[0], standing[1..]));
            }
            else if (all.FindLast(frame => frame.Entry.Record.Outcome is JournalOutcome.Excused) is { } noted)
            {
                absent.Add(new(person.Key, ArrivalOf(noted)));
            }
        }

        return new(
            session.Key,
            [.. present.OrderBy(person => person.First.At).ThenBy(person => person.Pseudonym, StringComparer.Ordinal)],
            [.. absent.OrderBy(person => person.Noted.At).ThenBy(person => person.Pseudonym, StringComparer.Ordinal)],
            [.. undone.OrderBy(one => one.Arrival.At).ThenBy(one => one.Pseudonym, StringComparer.Ordinal)]);
    }

    private static DoorArrival ArrivalOf(CollectedFrame frame) => new(
        frame.Entry.Record.Clock.Instant, frame.Entry.Record.Door, frame.TerminalId, frame.Entry.Sequence.Value, frame.Entry.Record.Counts, frame.Entry.Record.Code);

    private static string PseudonymOf(CollectedFrame frame) => Convert.ToHexStringLower(frame.Entry.Record.Pseudonym.Span);
}

/// <summary>Somebody present.</summary>
/// <param name="Pseudonym">The person in this meeting, lower-case hexadecimal.</param>
/// <param name="Again">Later admissions of the same person.</param>
internal sealed record PresentPerson(string Pseudonym, DoorArrival First, IReadOnlyList<DoorArrival> Again);

/// <summary>Somebody absent, as the support desk noted it.</summary>
/// <param name="Noted">The newest note; its code says with which reason, or without.</param>
internal sealed record NotedAbsence(string Pseudonym, DoorArrival Noted)
{
    public bool HasReason => Noted.Code is not ReasonCode.DeskAbsentUnexcused;
}

/// <summary>An arrival that does not stand.</summary>
/// <param name="By">The newest record that undoes it; its code says why.</param>
internal sealed record UndoneArrival(string Pseudonym, DoorArrival Arrival, DoorArrival By);

/// <summary>What one door, or the support desk, recorded of a person.</summary>
/// <param name="At">By the door's own clock.</param>
internal sealed record DoorArrival(DateTimeOffset At, string Door, string TerminalId, ulong Sequence, JournalCounts Counts, ReasonCode Code);
