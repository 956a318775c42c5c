using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>
/// Who came to one session. Lives in memory only: the journal is the truth, from which it is filled again at every start, and a new roster makes a new book
/// out of the old one's <see cref="Arrivals"/>. Safe for one thread that records and others that look on.
/// </summary>
internal sealed class AttendanceBook
{
    private readonly Lock gate = new();
    private readonly Meeting meeting;
    private readonly MeetingRules rules;
    private readonly Dictionary<Pseudonym, RosterEntry> list;
    private readonly Dictionary<Pseudonym, Arrival> arrivals = [];
    private readonly MandateCount mandates = new();
    private readonly int convenedForQuorum;

    /// <summary>Costs one HMAC for each line of the roster.</summary>
    /// <param name="arrivals">In the order in which they were recorded; those of other sessions are passed over.</param>
    /// <exception cref="ArgumentException">The meeting has a quorum and its rule is not sound, or its key has not 32 bytes.</exception>
    public AttendanceBook(Meeting meeting, MeetingSession session, Roster roster, MeetingRules rules, IEnumerable<Arrival> arrivals)
    {
        this.meeting = meeting;
        this.rules = rules;
        Context = ContextOf(meeting, session);
        list = roster.Entries.ToDictionary(entry => Pseudonym.ForMeeting(meeting, entry.Tag));
        convenedForQuorum = roster.ConvenedForQuorum(meeting.Kind, rules);
        _ = EvaluateQuorum();
        foreach (var arrival in arrivals)
        {
            Record(arrival);
        }
    }

    public string Context { get; }

    /// <summary>What was recorded, one for each person.</summary>
    public IReadOnlyList<Arrival> Arrivals
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
    public bool Record(Arrival arrival)
    {
        lock (gate)
        {
            if (arrival.Context != Context || !arrivals.TryAdd(arrival.Pseudonym, arrival))
            {
                return false;
            }

            if (list.TryGetValue(arrival.Pseudonym, out var entry))
            {
                mandates.Add(Roster.MandateOf(entry), rules.FlagsFor(meeting.Kind, entry).Within(arrival.Flags));
            }

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
