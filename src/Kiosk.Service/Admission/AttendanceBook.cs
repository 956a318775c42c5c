using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>
/// Attendance at one session. In memory only: the journal is authoritative and refills it at every start. A new roster gets a new book, built from the old one's
/// <see cref="Events"/>. Safe for one writer and any number of readers.
/// </summary>
internal sealed class AttendanceBook
{
    private readonly Lock gate = new();
    private readonly Meeting meeting;
    private readonly MeetingRules rules;
    private readonly Dictionary<Pseudonym, RosterEntry> list;
    private readonly IReadOnlySet<Pseudonym> cameBefore;
    private readonly Dictionary<Pseudonym, Person> people = [];
    private readonly List<AttendanceEvent> events = [];
    private readonly HashSet<AttendanceEvent> known = [];
    private AttendanceSummary? summary;

    /// <summary>Computes one HMAC per roster line.</summary>
    /// <param name="events">In any order; events of other sessions are ignored.</param>
    /// <param name="cameBefore">Who came to another session of the meeting; null for nobody.</param>
    /// <exception cref="ArgumentException">The meeting has a quorum but its rule is invalid, or its key is not 32 bytes long.</exception>
    public AttendanceBook(Meeting meeting, MeetingSession session, Roster roster, MeetingRules rules, IEnumerable<AttendanceEvent> events, IReadOnlySet<Pseudonym>? cameBefore = null)
    {
        this.meeting = meeting;
        this.rules = rules;
        this.cameBefore = cameBefore ?? new HashSet<Pseudonym>();
        Context = ContextOf(meeting, session);
        list = roster.Entries.ToDictionary(entry => Pseudonym.ForMeeting(meeting, entry.Tag));
        foreach (var one in events)
        {
            Record(one);
        }

        _ = Summarise();
    }

    public string Context { get; }

    /// <summary>The events that matter, in the order they became known; replaying them gives the same attendance.</summary>
    public IReadOnlyList<AttendanceEvent> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    /// <summary>Everyone who came, one entry per person.</summary>
    public IReadOnlyList<AttendanceEvent.Entered> Arrivals
    {
        get
        {
            lock (gate)
            {
                return [.. people.Values.Select(person => person.Trail.First).OfType<AttendanceEvent.Entered>()];
            }
        }
    }

    /// <summary>How many people were admitted while they were inside already, by doors that did not know of each other: for somebody to review.</summary>
    public int Conflicts
    {
        get
        {
            lock (gate)
            {
                return people.Values.Count(person => person.Trail.Again.Count > 0);
            }
        }
    }

    /// <summary>Null for a kind of meeting without a quorum.</summary>
    public QuorumState? QuorumState => Summarise().Quorum;

    /// <summary>Meeting id ‖ "/" ‖ session id, as journal records carry it.</summary>
    public static string ContextOf(Meeting meeting, MeetingSession session) => $"{meeting.Id}/{session.Id}";

    /// <returns>The first arrival; null for somebody who did not come.</returns>
    public Attendance? Find(CardTag tag) => (TrailOf(tag)?.First as AttendanceEvent.Entered)?.Attendance;

    /// <returns>Null if nothing is recorded of the person.</returns>
    public PersonTrail<AttendanceEvent>? TrailOf(CardTag tag)
    {
        var pseudonym = Pseudonym.ForMeeting(meeting, tag);
        lock (gate)
        {
            return people.GetValueOrDefault(pseudonym)?.Trail;
        }
    }

    /// <returns>The latest instant of anything recorded of a person; null if nothing is.</returns>
    public DateTimeOffset? LatestOf(Pseudonym pseudonym)
    {
        lock (gate)
        {
            return people.GetValueOrDefault(pseudonym)?.Latest;
        }
    }

    /// <summary>Whether nobody has undone a passage.</summary>
    public bool Stands(AttendanceEvent passage)
    {
        lock (gate)
        {
            return people.TryGetValue(passage.Pseudonym, out var person) && !person.Trail.Undone.Any(one => one.Movement == passage);
        }
    }

    /// <returns>False if nobody came or went by it: the event is of another session, known already, or of somebody whose attendance it does not change.</returns>
    public bool Record(AttendanceEvent one)
    {
        lock (gate)
        {
            if (one.Context != Context || !known.Add(one))
            {
                return false;
            }

            events.Add(one);
            summary = null;
            if (!people.TryGetValue(one.Pseudonym, out var person))
            {
                people.Add(one.Pseudonym, person = new());
            }

            return person.Add(one);
        }
    }

    public AttendanceSummary Summarise()
    {
        lock (gate)
        {
            return summary ??= AttendanceSummary.Of(meeting, rules, Lines(), OffRoster());
        }
    }

    private List<AttendanceLine> Lines()
    {
        var substitutes = Substitutions.Of(events.Select(one => (one.Pseudonym, (IMovement)one)));
        return [.. list.Select(line => LineOf(line.Key, line.Value, substitutes.TryGetValue(line.Key, out var absent) ? Substitutions.LineOf(line.Value, list.GetValueOrDefault(absent)) : null))];
    }

    // What the door found of an alternate who replaces nobody does not bind one who does since.
    private AttendanceLine LineOf(Pseudonym pseudonym, RosterEntry entry, RosterEntry? substitute)
    {
        var trail = people.GetValueOrDefault(pseudonym)?.Trail;
        var flags = substitute is null ? (trail?.First as AttendanceEvent.Entered)?.Flags : null;
        return new(substitute ?? entry, trail?.First?.At, trail is { IsInside: true }, flags, trail?.Excused is not null, cameBefore.Contains(pseudonym));
    }

    private (int Came, int Inside) OffRoster()
    {
        var guests = people.Where(person => !list.ContainsKey(person.Key)).Select(person => person.Value.Trail).ToList();
        return (guests.Count(trail => trail.Came), guests.Count(trail => trail.IsInside));
    }

    private sealed class Person
    {
        private readonly List<AttendanceEvent> records = [];

        public DateTimeOffset Latest => records.Max(one => one.At);

        public PersonTrail<AttendanceEvent> Trail { get; private set; } = PersonTrail.Of<AttendanceEvent>([]);

        /// <returns>Whether the person is somewhere else by it.</returns>
        public bool Add(AttendanceEvent one)
        {
            records.Add(one);
            var before = Trail;
            Trail = PersonTrail.Of<AttendanceEvent>(records);
            return (before.First, before.IsInside, before.Excused) != (Trail.First, Trail.IsInside, Trail.Excused);
        }
    }
}
