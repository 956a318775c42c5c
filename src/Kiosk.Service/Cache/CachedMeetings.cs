using System.Text;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Service.Cache;

/// <summary>The meetings of a generation and who is invited to them. Of two provinces' meetings with one id the first province's counts.</summary>
/// <param name="sets">Those of meetings; each has its rosters beside it.</param>
internal sealed class CachedMeetings(GenerationFile file, IReadOnlyList<CachedSet> sets)
{
    private readonly Lazy<IReadOnlyList<string>> ids =
        new(() => [.. sets.SelectMany(set => file.Scan(set.Table)).Select(row => Encoding.UTF8.GetString(row.Key)).Distinct().Order(StringComparer.Ordinal)]);

    public int Count { get; } = sets.Sum(set => set.Rows);

    /// <summary>Ascending by their letters' numbers.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public IReadOnlyList<string> Ids => ids.Value;

    /// <returns>Null when there is no such meeting.</returns>
    /// <exception cref="CacheException">The row is damaged.</exception>
    public Meeting? Find(string meetingId) => Locate(meetingId)?.Meeting;

    /// <returns>Null when the meeting does not invite this card, or there is no such meeting.</returns>
    /// <exception cref="CacheException">The row is damaged.</exception>
    public RosterEntry? FindInvitation(string meetingId, CardTag tag) =>
        Locate(meetingId) is { Rosters: var rosters } && file.Find(rosters, GenerationTables.RosterKey(meetingId, tag)) is { } json
            ? file.Parse(rosters, json, RecordJson.RosterEntry)
            : null;

    /// <summary>Everybody who is invited, ascending by tag; read as the caller advances.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public IEnumerable<RosterEntry> Roster(string meetingId) =>
        Locate(meetingId) is { Rosters: var rosters }
            ? file.Scan(rosters, GenerationTables.RosterPrefix(meetingId)).Select(row => file.Parse(rosters, row.Value, RecordJson.RosterEntry))
            : [];

    private Located? Locate(string meetingId)
    {
        foreach (var set in sets)
        {
            if (file.Find(set.Table, GenerationTables.MeetingKey(meetingId)) is { } json)
            {
                return new(file.Parse(set.Table, json, RecordJson.Meeting), (set with { Class = DataClass.Rosters.Name() }).Table);
            }
        }

        return null;
    }

    private sealed record Located(Meeting Meeting, string Rosters);
}
