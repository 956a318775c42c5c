namespace Kiosk.Feed.Records;

/// <summary>Three independent answers per attendee, computed by the meeting's rules.</summary>
public readonly record struct VotingFlags(bool CountsForQuorum, bool CountsForVotingBase, bool MayVote)
{
    /// <summary>The flags set both here and in a bound; without a bound, all of them.</summary>
    public VotingFlags Within(VotingFlags? bound) => bound is { } most
        ? new(CountsForQuorum && most.CountsForQuorum, CountsForVotingBase && most.CountsForVotingBase, MayVote && most.MayVote)
        : this;
}
