using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>The meetings of a generation and who is invited to them. Of two provinces' meetings with one id the first province's counts.</summary>
/// <param name="sets">Those of meetings; each has its rosters beside it.</param>
/// <remarks>Every look-up throws <see cref="CacheException"/> where a row is damaged, or where this terminal cannot open the province's data (<see cref="CacheFault.NoAccess"/>).</remarks>
internal sealed class CachedMeetings(GenerationFile file, IReadOnlyList<CachedSet> sets, CachedAudience audience)
{
    private readonly Lazy<IReadOnlyList<string>> ids =
        new(() => [.. sets.Where(set => set.Rows > 0).SelectMany(set => IdsOf(file, set, audience.KeyOf(set))).Distinct().Order(StringComparer.Ordinal)]);

    public int Count { get; } = sets.Sum(set => set.Rows);

    /// <summary>Ascending by their letters' numbers.</summary>
    public IReadOnlyList<string> Ids => ids.Value;

    /// <returns>Null when there is no such meeting.</returns>
    public Meeting? Find(string meetingId)
    {
        if (Locate(meetingId) is not { } place)
        {
            return null;
        }

        using var cipher = place.Audience.MeetingCipher();
        return Open(file, cipher, place.Set.Table, place.Key, place.Value, RecordJson.Meeting);
    }

    /// <returns>Null when the meeting does not invite this card, or there is no such meeting.</returns>
    public RosterEntry? FindInvitation(string meetingId, CardTag tag)
    {
        if (Locate(meetingId) is not { } place)
        {
            return null;
        }

        var key = place.Audience.InvitationKey(place.Key, tag);
        if (file.Find(place.RosterTable, key) is not { } value)
        {
            return null;
        }

        using var cipher = place.Audience.InvitationCipher();
        return Open(file, cipher, place.RosterTable, key, value, RecordJson.RosterEntry);
    }

    /// <summary>Everybody who is invited, in an order that says nothing; read as the caller advances.</summary>
    public IEnumerable<RosterEntry> Roster(string meetingId)
    {
        if (Locate(meetingId) is not { } place)
        {
            yield break;
        }

        using var cipher = place.Audience.InvitationCipher();
        foreach (var row in file.Scan(place.RosterTable, place.Key))
        {
            yield return Open(file, cipher, place.RosterTable, row.Key.Span, row.Value, RecordJson.RosterEntry);
        }
    }

    /// <summary>Number of people who are invited; opens no row.</summary>
    public int CountInvited(string meetingId) => Locate(meetingId) is { } place ? file.Scan(place.RosterTable, place.Key).Count() : 0;

    private static List<string> IdsOf(GenerationFile file, CachedSet set, AudienceKey audience)
    {
        using var cipher = audience.MeetingCipher();
        return [.. file.Scan(set.Table).Select(row => Open(file, cipher, set.Table, row.Key.Span, row.Value, RecordJson.Meeting).Id)];
    }

    private static T Open<T>(GenerationFile file, RowCipher cipher, string table, ReadOnlySpan<byte> key, ReadOnlyMemory<byte> value, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(cipher.Open(key, value.Span), type) ?? throw file.Damaged(table, "a row is null.");
        }
        catch (Exception e) when (e is SealException or JsonException)
        {
            throw file.Damaged(table, $"a row does not hold a {typeof(T).Name}.", e);
        }
    }

    /// <summary>The meeting's row is only looked for: opening it would cost every tap as much as the rest of its look-ups.</summary>
    private Place? Locate(string meetingId)
    {
        foreach (var set in sets.Where(set => set.Rows > 0))
        {
            var key = audience.KeyOf(set);
            var row = key.MeetingKey(meetingId);
            if (file.Find(set.Table, row) is { } value)
            {
                return new(set, key, row, value);
            }
        }

        return null;
    }

    private sealed record Place(CachedSet Set, AudienceKey Audience, byte[] Key, ReadOnlyMemory<byte> Value)
    {
        public string RosterTable => (Set with { Class = DataClass.Rosters.Name() }).Table;
    }
}
