using Kiosk.Feed.Records;

namespace Kiosk.Source.Folders;

/// <summary>Cards that were handed in, each with the one that took its place where that is known.</summary>
internal sealed class EndedCards(IReadOnlyDictionary<CardTag, CardTag?> byTag)
{
    public static EndedCards None { get; } = new(new Dictionary<CardTag, CardTag?>());

    public IReadOnlyCollection<CardTag> Tags { get; } = [.. byTag.Keys];

    public bool Contains(CardTag card) => byTag.ContainsKey(card);

    /// <summary>Rosters of meetings that are not over, as the cards are now: whoever was convened by a card that ended is convened by the new one.</summary>
    /// <returns>One line a card and meeting, and how many were changed.</returns>
    public (IReadOnlyList<Invitation> Invitations, int Renewed) Renew(IReadOnlyList<Meeting> meetings, IReadOnlyList<Invitation> invitations, DateTimeOffset now)
    {
        if (byTag.Count == 0)
        {
            return (invitations, 0);
        }

        var ahead = meetings.Where(meeting => meeting.Sessions.Any(session => now < session.Closes)).Select(meeting => meeting.Id).ToHashSet(StringComparer.Ordinal);
        Invitation[] renewed = [.. invitations.Select(one => ahead.Contains(one.MeetingId) ? one with { Entry = Renew(one.Entry) } : one)];
        // Both cards of a person may have been listed.
        return ([.. renewed.DistinctBy(one => (one.MeetingId, one.Entry.Tag))], renewed.Where((one, index) => one != invitations[index]).Count());
    }

    private RosterEntry Renew(RosterEntry entry)
    {
        var (tag, replaces) = (NewestOf(entry.Tag), entry.Replaces is { } absent ? NewestOf(absent) : (CardTag?)null);
        return tag == entry.Tag && replaces == entry.Replaces ? entry : entry with { Tag = tag, Replaces = replaces, CertificateUntil = tag == entry.Tag ? entry.CertificateUntil : null };
    }

    // A card may have been exchanged more than once; a circle in the file ends where it began.
    private CardTag NewestOf(CardTag card)
    {
        var newest = card;
        for (var steps = 0; steps < byTag.Count && byTag.TryGetValue(newest, out var next) && next is { } known; steps++)
        {
            newest = known;
        }

        return byTag.ContainsKey(newest) && newest != card && byTag[newest] is not null ? card : newest;
    }
}
