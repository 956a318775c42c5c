using Kiosk.Collector.Journals;
using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Attendance;

/// <summary>Who was present at one session of a meeting: a fold over the passages at all its doors and the corrections (<see cref="PersonTrail{T}"/>).</summary>
/// <param name="Context">Meeting id ‖ "/" ‖ session id.</param>
/// <param name="Present">Everybody who came, one entry a person, by their first arrival that was not undone.</param>
/// <param name="Absent">Those of whom the support desk noted it and who did not come after all, one entry a person.</param>
/// <param name="Undone">Passages that do not stand.</param>
internal sealed record AttendanceList(string Context, IReadOnlyList<PresentPerson> Present, IReadOnlyList<NotedAbsence> Absent, IReadOnlyList<UndoneArrival> Undone)
{
    /// <summary>Alternates who take a delegate's place by a supervisor's act: the delegate by the alternate.</summary>
    public IReadOnlyDictionary<string, string> Substitutes { get; init; } = new Dictionary<string, string>();

    /// <summary>People whom more than one terminal admitted: two doors that did not know of each other, for somebody to review.</summary>
    public IEnumerable<PresentPerson> Conflicts => Present.Where(person => person.Again.Count > 0);

    /// <summary>Of those who came, the ones who have not left.</summary>
    public int Inside => Present.Count(person => person.IsInside);

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
            var trail = PersonTrail.Of<DoorArrival>([.. person.OrderBy(frame => frame.Journal, StringComparer.Ordinal).ThenBy(frame => frame.Entry.Sequence.Value).Select(ArrivalOf)]);
            undone.AddRange(trail.Undone.Select(one => new UndoneArrival(person.Key, one.Movement, one.By)));
            if (trail.First is { } first)
            {
                present.Add(new(person.Key, first, trail.Again, trail.IsInside ? null : trail.Last));
            }
            else if (trail.Excused is { } noted)
            {
                absent.Add(new(person.Key, noted));
            }
        }

        return new(
            session.Key,
            [.. present.OrderBy(person => person.First.At).ThenBy(person => person.Pseudonym, StringComparer.Ordinal)],
            [.. absent.OrderBy(person => person.Noted.At).ThenBy(person => person.Pseudonym, StringComparer.Ordinal)],
            [.. undone.OrderBy(one => one.Arrival.At).ThenBy(one => one.Pseudonym, StringComparer.Ordinal)])
        {
            Substitutes = Substitutions.Of(session.Where(frame => frame.Entry.Record.Outcome is JournalOutcome.Yielded or JournalOutcome.Substituted).Select(frame => (PseudonymOf(frame), (IMovement)ArrivalOf(frame)))),
        };
    }

    private static DoorArrival ArrivalOf(CollectedFrame frame) => new(
        frame.Entry.Record.Clock.Instant, frame.Entry.Record.Door, frame.TerminalId, frame.Entry.Sequence.Value, frame.Entry.Record.Counts, frame.Entry.Record.Code, frame.Entry.Record.Outcome);

    private static string PseudonymOf(CollectedFrame frame) => Convert.ToHexStringLower(frame.Entry.Record.Pseudonym.Span);
}

/// <summary>Somebody who came.</summary>
/// <param name="Pseudonym">The person in this meeting, lower-case hexadecimal.</param>
/// <param name="Again">Later admissions of the same person by doors that did not know of the first.</param>
/// <param name="Left">How the person went out; null for somebody inside.</param>
internal sealed record PresentPerson(string Pseudonym, DoorArrival First, IReadOnlyList<DoorArrival> Again, DoorArrival? Left = null)
{
    public bool IsInside => Left is null;

    /// <summary>What the first arrival counts for.</summary>
    public VotingFlags Flags => new(First.Counts.HasFlag(JournalCounts.Quorum), First.Counts.HasFlag(JournalCounts.VotingBase), First.Counts.HasFlag(JournalCounts.Vote));
}

/// <summary>Somebody absent, as the support desk noted it.</summary>
/// <param name="Noted">The newest note; its code says with which reason, or without.</param>
internal sealed record NotedAbsence(string Pseudonym, DoorArrival Noted)
{
    public bool HasReason => Noted.Code is not ReasonCode.DeskAbsentUnexcused;
}

/// <summary>A passage that does not stand.</summary>
/// <param name="By">The record that undoes it; its code says why.</param>
internal sealed record UndoneArrival(string Pseudonym, DoorArrival Arrival, DoorArrival By);

/// <summary>What one door, or the support desk, recorded of a person.</summary>
/// <param name="At">By the door's own clock.</param>
internal sealed record DoorArrival(DateTimeOffset At, string Door, string TerminalId, ulong Sequence, JournalCounts Counts, ReasonCode Code, JournalOutcome Outcome = JournalOutcome.Admitted) : IMovement
{
    /// <summary>By a signed invitation in place of a card, which proves less.</summary>
    public bool IsByInvitation => Counts.HasFlag(JournalCounts.ByInvitation);

    MovementKind IMovement.Kind => Outcome switch
    {
        JournalOutcome.Admitted => MovementKind.Entered,
        JournalOutcome.AlreadyIn => MovementKind.Seen,
        JournalOutcome.Left => MovementKind.Left,
        JournalOutcome.Undone => MovementKind.Undone,
        JournalOutcome.Reverted => MovementKind.Reverted,
        JournalOutcome.Excused => MovementKind.Excused,
        JournalOutcome.Yielded => MovementKind.Yielded,
        JournalOutcome.Substituted => MovementKind.Substituted,
        _ => MovementKind.None,
    };
}
