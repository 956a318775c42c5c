using Kiosk.Feed.Records;

namespace Kiosk.Feed.Attendance;

/// <summary>Counts mandates, not people: a delegate and the alternate who replaces them hold one.</summary>
internal sealed class MandateCount
{
    private readonly HashSet<CardTag> taken = [];
    private readonly HashSet<CardTag> contested = [];
    private readonly HashSet<CardTag> forQuorum = [];
    private readonly HashSet<CardTag> inVotingBase = [];
    private readonly HashSet<CardTag> mayVote = [];

    public int Contested => contested.Count;

    public int ForQuorum => forQuorum.Count;

    public int InVotingBase => inVotingBase.Count;

    public int MayVote => mayVote.Count;

    /// <param name="mandate">The mandate that the arrival fills.</param>
    public void Add(CardTag mandate, VotingFlags flags)
    {
        if (flags == default)
        {
            return;
        }

        if (!taken.Add(mandate))
        {
            contested.Add(mandate);
        }

        AddIf(flags.CountsForQuorum, forQuorum, mandate);
        AddIf(flags.CountsForVotingBase, inVotingBase, mandate);
        AddIf(flags.MayVote, mayVote, mandate);
    }

    private static void AddIf(bool counts, HashSet<CardTag> places, CardTag mandate)
    {
        if (counts)
        {
            places.Add(mandate);
        }
    }
}
