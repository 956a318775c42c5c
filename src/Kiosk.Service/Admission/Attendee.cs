using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>The admitted person, as far as the mode allows. In verify-only mode everything is null.</summary>
/// <param name="Pseudonym">HMAC-SHA256(meeting key, tag): identifies the person within one meeting or procedure, and nowhere else.</param>
/// <param name="By">The signed invitation by which the person came; null for a card.</param>
internal sealed record Attendee(
    ReadOnlyMemory<byte>? Pseudonym = null,
    CardTag? Tag = null,
    string? Name = null,
    RosterEntry? Invitation = null,
    VotingFlags Flags = default,
    bool Late = false,
    InvitationNumber? By = null)
{
    /// <summary>The card that this one replaces, at a hand-over.</summary>
    public CardTag? Replaces { get; init; }
}
