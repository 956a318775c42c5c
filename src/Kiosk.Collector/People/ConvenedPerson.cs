using Kiosk.Feed.Records;
using Kiosk.Source.Folders;

namespace Kiosk.Collector.People;

/// <summary>A line of a meeting's roster and whose it is.</summary>
/// <param name="Pseudonym">The person in this meeting, lower-case hexadecimal, as frames have it.</param>
/// <param name="Member">Null for a card that no imported member has.</param>
internal sealed record ConvenedPerson(string Pseudonym, RosterEntry Entry, Member? Member)
{
    /// <summary>For totals in reports.</summary>
    public MemberTraits Traits { get; init; } = MemberTraits.None;

    public CardTag Tag => Entry.Tag;

    /// <summary>Null as <see cref="Member"/>.</summary>
    public string? Name => Member?.Name;

    /// <summary>Null for somebody who comes by card only, or whose name nobody knows.</summary>
    public Invitee? InviteeAt(string meeting) => Entry.InvitationNumber is not null && Name is { } name ? new(meeting, Entry, name) : null;
}
