using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>
/// Who came to one session. Lives in memory only: the journal is the truth, from which it is filled again at every start, and a new roster makes a new book
/// out of the old one's <see cref="Events"/>. Safe for one thread that records and others that look on.
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

    /// <summary>Costs one HMAC for each line of the roster.</summary>
    /// <param name="events">In the order in which they were recorded; those of other sessions are passed over.</param>
    /// <exception cref="ArgumentException">The meeting has a quorum and its rule is not sound, or its key has not 32 bytes.</exception>
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

    /// <summary>What changed something, in the order in which it was recorded: another book makes the same of it.</summary>
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

    /// <summary>Who is present, one for each person.</summary>
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

    /// <summary>Null at a kind of meeting that has no quorum.</summary>
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

    /// <returns>False where nothing changes: another session's, or somebody who is present already. The first arrival is kept.</returns>
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
                last = last is { } so && so > arrival.Attendance.At ? so : arrival.Attendance.At;
            }
        }

        return new(convened, present, last);
    }
}
