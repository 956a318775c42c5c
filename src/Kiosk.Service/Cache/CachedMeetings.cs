using System.Text;
using Kiosk.Feed.Records;

namespace Kiosk.Service.Cache;

/// <summary>The meetings of a generation and who is invited to them.</summary>
internal sealed class CachedMeetings(GenerationFile file, int count)
{
    private readonly Lazy<IReadOnlyList<string>> ids =
        new(() => [.. file.Scan(GenerationTables.Meetings).Select(row => Encoding.UTF8.GetString(row.Key))]);

    public int Count { get; } = count;

    /// <summary>Ascending by their letters' numbers.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public IReadOnlyList<string> Ids => ids.Value;

    /// <returns>Null when there is no such meeting.</returns>
    /// <exception cref="CacheException">The row is damaged.</exception>
    public Meeting? Find(string meetingId) =>
        file.Find(GenerationTables.Meetings, GenerationTables.MeetingKey(meetingId)) is { } json
            ? file.Parse(GenerationTables.Meetings, json, RecordJson.Meeting)
            : null;

    /// <returns>Null when the meeting does not invite this card, or there is no such meeting.</returns>
    /// <exception cref="CacheException">The row is damaged.</exception>
    public RosterEntry? FindInvitation(string meetingId, CardTag tag) =>
        file.Find(GenerationTables.Rosters, GenerationTables.RosterKey(meetingId, tag)) is { } json
            ? file.Parse(GenerationTables.Rosters, json, RecordJson.RosterEntry)
            : null;

    /// <summary>Everybody who is invited, ascending by tag; read as the caller advances.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public IEnumerable<RosterEntry> Roster(string meetingId) =>
        file.Scan(GenerationTables.Rosters, GenerationTables.RosterPrefix(meetingId)).Select(row => file.Parse(GenerationTables.Rosters, row.Value, RecordJson.RosterEntry));
}
