using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>The points without staff of a generation, and the cards on their lists.</summary>
/// <param name="sets">Those of points.</param>
/// <remarks>Every look-up throws <see cref="CacheException"/> where a row is damaged, or where this terminal cannot open the province's data (<see cref="CacheFault.NoAccess"/>).</remarks>
internal sealed class CachedPoints(GenerationFile file, IReadOnlyList<CachedSet> sets, CachedAudience audience)
{
    private readonly Lazy<IReadOnlyList<(CachedSet Set, Point Point)>> points = new(() => [.. sets.Where(set => set.Rows > 0).SelectMany(set => PointsOf(file, set, audience.KeyOf(set)).Select(point => (set, point)))]);

    /// <summary>The point that a terminal serves: by its id, else by its door.</summary>
    /// <returns>Null where the feed has no rule for it.</returns>
    public Point? FindAt(string terminalId, string door) =>
        points.Value.Select(one => one.Point).FirstOrDefault(point => point.Terminals?.Contains(terminalId) is true) ?? points.Value.Select(one => one.Point).FirstOrDefault(point => point.IsAt(terminalId, door));

    /// <returns>Null when the card is not on the point's list.</returns>
    public PassLine? FindPass(Point point, CardTag tag)
    {
        if (points.Value.FirstOrDefault(one => one.Point == point).Set is not { } set)
        {
            return null;
        }

        var key = audience.KeyOf(set);
        var row = key.PassKey(key.PointKey(point.Id), tag);
        if (file.Find(set.Table, row) is not { } value)
        {
            return null;
        }

        using var cipher = key.PointCipher();
        return Open(file, cipher, set.Table, row, value, RecordJson.PassLine);
    }

    // A point's row is shorter than those of its list.
    private static List<Point> PointsOf(GenerationFile file, CachedSet set, AudienceKey audience)
    {
        using var cipher = audience.PointCipher();
        return [.. file.Scan(set.Table).Where(row => row.Key.Length == AudienceKey.TagLength).Select(row => Open(file, cipher, set.Table, row.Key.Span, row.Value, RecordJson.Point))];
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
}
