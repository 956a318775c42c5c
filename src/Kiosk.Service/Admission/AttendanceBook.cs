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
    private readonly List<AttendanceEvent> events = [];
    private readonly MandateCount mandates = new();
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

    /// <summary>The events that changed something, in the order they were recorded; replaying them gives the same attendance.</summary>
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

    /// <returns>False if nothing changed: the event is of another session, or the person is already present. The first arrival is kept.</returns>
    public bool Record(AttendanceEvent one)
    {
        lock (gate)
        {
            if (one.Context != Context || !Apply(one))
            {
                return false;
            }

            events.Add(one);
            return true;
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
        _ => throw new ArgumentException($"The book does not know the event {one.GetType().Name}.", nameof(one)),
    };

    private bool Enter(AttendanceEvent.Entered entered)
    {
        if (!arrivals.TryAdd(entered.Pseudonym, entered))
        {
            return false;
        }

        if (list.TryGetValue(entered.Pseudonym, out var entry))
        {
            mandates.Add(Roster.MandateOf(entry), rules.FlagsFor(meeting.Kind, entry).Within(entered.Flags));
        }

        return true;
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
