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
    private readonly Dictionary<Pseudonym, AttendanceEvent.Entered> arrivals = [];
    private readonly Dictionary<Pseudonym, List<AttendanceEvent.Entered>> repeated = [];
    private readonly Dictionary<Pseudonym, DateTimeOffset> undone = [];
    private readonly HashSet<Pseudonym> excused = [];
    private readonly List<AttendanceEvent> events = [];
    private MandateCount mandates = new();
    private readonly int convenedForQuorum;

    /// <summary>Computes one HMAC per roster line.</summary>
    /// <param name="events">In the order they were recorded; events of other sessions are ignored.</param>
    /// <exception cref="ArgumentException">The meeting has a quorum but its rule is invalid, or its key is not 32 bytes long.</exception>
    public AttendanceBook(Meeting meeting, MeetingSession session, Roster roster, MeetingRules rules, IEnumerable<AttendanceEvent> events)
    {
        this.meeting = meeting;
        this.rules = rules;
        Context = ContextOf(meeting, session);
        list = roster.Entries.ToDictionary(entry => Pseudonym.ForMeeting(meeting, entry.Tag));
        convenedForQuorum = roster.ConvenedForQuorum(meeting.Kind, rules);
        _ = EvaluateQuorum();
        foreach (var one in events)
        {
            Record(one);
        }
    }

    public string Context { get; }

    /// <summary>The events that matter, in the order they were recorded; replaying them gives the same attendance.</summary>
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

    /// <summary>Everyone present, one entry per person.</summary>
    public IReadOnlyList<AttendanceEvent.Entered> Arrivals
    {
        get
        {
            lock (gate)
            {
                return [.. arrivals.Values];
            }
        }
    }

    /// <summary>Null for a kind of meeting without a quorum.</summary>
    public QuorumState? QuorumState
    {
        get
        {
            lock (gate)
            {
                return EvaluateQuorum();
            }
        }
    }

    /// <summary>Meeting id ‖ "/" ‖ session id, as journal records carry it.</summary>
    public static string ContextOf(Meeting meeting, MeetingSession session) => $"{meeting.Id}/{session.Id}";

    public Attendance? Find(CardTag tag)
    {
        var pseudonym = Pseudonym.ForMeeting(meeting, tag);
        lock (gate)
        {
            return arrivals.GetValueOrDefault(pseudonym)?.Attendance;
        }
    }

    /// <returns>False if nothing changed: the event is of another session, or the person is already present. The first arrival that nobody undid is kept.</returns>
    public bool Record(AttendanceEvent one)
    {
        lock (gate)
        {
            return one.Context == Context && Apply(one);
        }
    }

    /// <summary>Whether the support desk has not undone an arrival.</summary>
    public bool Holds(AttendanceEvent.Entered entered)
    {
        lock (gate)
        {
            return !IsUndone(entered);
        }
    }

    public AttendanceSummary Summarise()
    {
        lock (gate)
        {
            return new(
                list.Count,
                arrivals.Count,
                arrivals.Keys.Count(pseudonym => !list.ContainsKey(pseudonym)),
                excused.Count(pseudonym => !arrivals.ContainsKey(pseudonym)),
                mandates.InVotingBase,
                mandates.MayVote,
                mandates.Contested,
                EvaluateQuorum(),
                HeadcountBy(entry => entry.Class),
                HeadcountBy(entry => entry.Delegation ?? ""));
        }
    }

    private bool Apply(AttendanceEvent one) => one switch
    {
        AttendanceEvent.Entered entered => Enter(entered),
        AttendanceEvent.Reverted reverted => Revert(reverted),
        AttendanceEvent.Excused absent => Keep(absent, excused.Add(absent.Pseudonym)),
        _ => throw new ArgumentException($"The book does not know the event {one.GetType().Name}.", nameof(one)),
    };

    private bool Enter(AttendanceEvent.Entered entered)
    {
        if (IsUndone(entered))
        {
            return false;
        }

        if (arrivals.TryAdd(entered.Pseudonym, entered))
        {
            CountMandate(entered);
            return Keep(entered, changed: true);
        }

        // Another door that did not know of the first: it stands if only the first is undone.
        if (arrivals[entered.Pseudonym] != entered)
        {
            var later = repeated.TryGetValue(entered.Pseudonym, out var known) ? known : repeated[entered.Pseudonym] = [];
            if (!later.Contains(entered))
            {
                later.Add(entered);
                events.Add(entered);
            }
        }

        return false;
    }

    // By instants and not by the order of arrival: journals meet in any order.
    private bool Revert(AttendanceEvent.Reverted reverted)
    {
        if (undone.TryGetValue(reverted.Pseudonym, out var before) && before >= reverted.At)
        {
            return false;
        }

        undone[reverted.Pseudonym] = reverted.At;
        events.Add(reverted);
        if (!arrivals.TryGetValue(reverted.Pseudonym, out var present) || !IsUndone(present))
        {
            return false;
        }

        arrivals.Remove(reverted.Pseudonym);
        if (repeated.Remove(reverted.Pseudonym, out var later) && later.Find(one => !IsUndone(one)) is { } standing)
        {
            arrivals.Add(reverted.Pseudonym, standing);
            repeated.Add(reverted.Pseudonym, later.FindAll(one => one != standing && !IsUndone(one)));
        }

        mandates = new();
        foreach (var one in arrivals.Values)
        {
            CountMandate(one);
        }

        return true;
    }

    private bool IsUndone(AttendanceEvent.Entered entered) => undone.TryGetValue(entered.Pseudonym, out var until) && entered.Attendance.At <= until;

    private bool Keep(AttendanceEvent one, bool changed)
    {
        if (changed)
        {
            events.Add(one);
        }

        return changed;
    }

    private void CountMandate(AttendanceEvent.Entered entered)
    {
        if (list.TryGetValue(entered.Pseudonym, out var entry))
        {
            mandates.Add(Roster.MandateOf(entry), rules.FlagsFor(meeting.Kind, entry).Within(entered.Flags));
        }
    }

    private QuorumState? EvaluateQuorum() =>
        rules.HasQuorum(meeting.Kind) ? Quorum.Evaluate(meeting.Quorum, convenedForQuorum, mandates.ForQuorum) : null;

    private Dictionary<TKey, Headcount> HeadcountBy<TKey>(Func<RosterEntry, TKey> key)
        where TKey : notnull =>
        list.GroupBy(line => key(line.Value))
            .ToDictionary(group => group.Key, HeadcountOf);

    private Headcount HeadcountOf(IEnumerable<KeyValuePair<Pseudonym, RosterEntry>> lines)
    {
        var (convened, present) = (0, 0);
        DateTimeOffset? last = null;
        foreach (var (pseudonym, _) in lines)
        {
            convened++;
            if (arrivals.TryGetValue(pseudonym, out var arrival))
            {
                present++;
                last = last is { } previous && previous > arrival.Attendance.At ? previous : arrival.Attendance.At;
            }
        }

        return new(convened, present, last);
    }
}
