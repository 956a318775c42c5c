using System.Runtime.InteropServices;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Attendance;

/// <summary>Counts the lines of one class, delegation or hall.</summary>
internal sealed class GroupCount
{
    private readonly HashSet<CardTag> convened = [];
    private readonly HashSet<CardTag> present = [];
    private int lines;
    private int came;
    private int inside;
    private DateTimeOffset? last;

    /// <summary>Mandates that count for the quorum.</summary>
    public int Convened => convened.Count;

    /// <summary>Of those, the ones present by the meeting's rule.</summary>
    public int Present => present.Count;

    public static GroupCount In<TKey>(Dictionary<TKey, GroupCount> groups, TKey key)
        where TKey : notnull => CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out _) ??= new();

    /// <param name="flags">As convened.</param>
    /// <param name="counts">As present.</param>
    public void Add(AttendanceLine line, CardTag mandate, VotingFlags flags, VotingFlags counts)
    {
        lines++;
        came += line.Came ? 1 : 0;
        inside += line.IsInside ? 1 : 0;
        last = line.CameAt is { } at && !(last > at) ? at : last;
        if (flags.CountsForQuorum)
        {
            convened.Add(mandate);
        }

        if (counts.CountsForQuorum)
        {
            present.Add(mandate);
        }
    }

    /// <param name="rule">Null for a kind of meeting without a quorum.</param>
    public Headcount Headcount(QuorumRule? rule) => new(lines, came, last) { Inside = inside, Quorum = rule is null || Convened == 0 ? null : Quorum.Evaluate(rule, Convened, Present) };
}
