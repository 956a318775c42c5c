using System.Text;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>The meetings of a generation and who is invited to them. Of two provinces' meetings with one id the first province's counts.</summary>
/// <param name="sets">Those of meetings; each has its rosters beside it.</param>
internal sealed class CachedMeetings(GenerationFile file, IReadOnlyList<CachedSet> sets)
{
    private readonly Lazy<IReadOnlyList<string>> ids =
        new(() => [.. sets.SelectMany(set => file.Scan(set.Table)).Select(row => Encoding.UTF8.GetString(row.Key.Span)).Distinct().Order(StringComparer.Ordinal)]);

    public int Count { get; } = sets.Sum(set => set.Rows);

    /// <summary>Ascending by their letters' numbers.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public IReadOnlyList<string> Ids => ids.Value;

    /// <returns>Null when there is no such meeting.</returns>
    /// <exception cref="CacheException">The row is damaged.</exception>
    public Meeting? Find(string meetingId) =>
        SetOf(meetingId) is { Set: var set, Json: var json } ? file.Parse(set.Table, json, RecordJson.Meeting) : null;

    /// <returns>Null when the meeting does not invite this card, or there is no such meeting.</returns>
    /// <exception cref="CacheException">The row is damaged.</exception>
    public RosterEntry? FindInvitation(string meetingId, CardTag tag) =>
        RosterTableOf(meetingId) is { } rosters && file.Find(rosters, DataClasses.RosterKey(meetingId, tag)) is { } json
            ? file.Parse(rosters, json, RecordJson.RosterEntry)
            : null;

    /// <summary>Everybody who is invited, ascending by tag; read as the caller advances.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public IEnumerable<RosterEntry> Roster(string meetingId) =>
        RosterTableOf(meetingId) is { } rosters
            ? file.Scan(rosters, DataClasses.RosterPrefix(meetingId)).Select(row => file.Parse(rosters, row.Value, RecordJson.RosterEntry))
            : [];

    /// <summary>The roster lies beside its meeting. The meeting's row is only looked for: reading it would cost every tap as much as the rest of its look-ups.</summary>
    private string? RosterTableOf(string meetingId) => SetOf(meetingId) is { Set: var set } ? (set with { Class = DataClass.Rosters.Name() }).Table : null;

    private (CachedSet Set, ReadOnlyMemory<byte> Json)? SetOf(string meetingId)
    {
        foreach (var set in sets)
        {
            if (file.Find(set.Table, DataClasses.MeetingKey(meetingId)) is { } json)
            {
                return (set, json);
            }
        }

        return null;
    }
}
