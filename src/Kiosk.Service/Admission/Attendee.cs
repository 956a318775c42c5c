using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>Who was admitted, as far as the mode lets it be known. In verify-only mode everything is null.</summary>
/// <param name="Pseudonym">HMAC-SHA256(meeting key, tag): the person within one meeting session or procedure, and nowhere else.</param>
internal sealed record Attendee(
    ReadOnlyMemory<byte>? Pseudonym = null,
    CardTag? Tag = null,
    string? Name = null,
    RosterEntry? Invitation = null,
    VotingFlags Flags = default,
    bool Late = false);

/// <summary>Three separate answers per attendee; the meeting's rule set computes them.</summary>
internal readonly record struct VotingFlags(bool CountsForQuorum, bool CountsForVotingBase, bool MayVote)
{
    /// <summary>What is left of these within a bound; all of them where there is none.</summary>
    public VotingFlags Within(VotingFlags? bound) => bound is { } most
        ? new(CountsForQuorum && most.CountsForQuorum, CountsForVotingBase && most.CountsForVotingBase, MayVote && most.MayVote)
        : this;
}
