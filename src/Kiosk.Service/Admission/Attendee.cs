using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>The admitted person, as far as the mode allows. In verify-only mode everything is null.</summary>
/// <param name="Pseudonym">HMAC-SHA256(meeting key, tag): identifies the person within one meeting or procedure, and nowhere else.</param>
internal sealed record Attendee(
    ReadOnlyMemory<byte>? Pseudonym = null,
    CardTag? Tag = null,
    string? Name = null,
    RosterEntry? Invitation = null,
    VotingFlags Flags = default,
    bool Late = false);

/// <summary>Three independent answers per attendee, computed by the meeting's rules.</summary>
internal readonly record struct VotingFlags(bool CountsForQuorum, bool CountsForVotingBase, bool MayVote)
{
    /// <summary>The flags set both here and in a bound; without a bound, all of them.</summary>
    public VotingFlags Within(VotingFlags? bound) => bound is { } most
        ? new(CountsForQuorum && most.CountsForQuorum, CountsForVotingBase && most.CountsForVotingBase, MayVote && most.MayVote)
        : this;
}
