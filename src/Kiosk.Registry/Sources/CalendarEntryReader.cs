using System.Globalization;

namespace Kiosk.Registry.Sources;

/// <summary>Makes an event of its properties.</summary>
internal static class CalendarEntryReader
{
    private const string Vietnam = "Asia/Ho_Chi_Minh";
    private const string InstantFormat = "yyyyMMdd'T'HHmmss";

    private static readonly TimeSpan VietnamOffset = TimeSpan.FromHours(7);

    /// <exception cref="RegistryException">A property is missing or not one of a single meeting.</exception>
    public static CalendarEntry Read(Dictionary<string, CalendarLine> properties, string path)
    {
        var begin = properties["BEGIN"].Number;
        var (start, end) = (Instant(Property(properties, "DTSTART", begin, path), path), Instant(Property(properties, "DTEND", begin, path), path));
        var entry = new CalendarEntry(
            begin,
            Property(properties, "UID", begin, path).ToText().Split('@')[0],
            Property(properties, "SUMMARY", begin, path).ToText(),
            properties.TryGetValue("LOCATION", out var location) && location.ToText() is { Length: > 0 } place ? place : null,
            start,
            end);
        return start < end ? entry : throw RegistryException.At(path, properties["DTEND"].Number, "the event ends before it starts.");
    }

    private static CalendarLine Property(Dictionary<string, CalendarLine> properties, string name, int begin, string path) =>
        properties.TryGetValue(name, out var line) ? line : throw RegistryException.At(path, begin, $"the event has no {name}.");

    private static DateTimeOffset Instant(CalendarLine line, string path)
    {
        if (line.Parameters.TryGetValue("VALUE", out var type) && type != "DATE-TIME")
        {
            throw RegistryException.At(path, line.Number, $"{line.Name} is a {type}; a meeting needs date and time.");
        }

        var isUtc = line.Value.EndsWith('Z');
        if (!DateTime.TryParseExact(isUtc ? line.Value[..^1] : line.Value, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            throw RegistryException.At(path, line.Number, $"{line.Name} is \"{line.Value}\" and not an instant such as 20261125T080000Z.");
        }

        return (isUtc, line.Parameters.GetValueOrDefault("TZID")) switch
        {
            (true, null) => new(local, TimeSpan.Zero),
            (false, { } zone) => new(local, OffsetAt(local, zone, line, path)),
            (true, _) => throw RegistryException.At(path, line.Number, $"{line.Name} has both TZID and Z."),
            (false, null) => throw RegistryException.At(path, line.Number, $"{line.Name} does not say in which time zone it is: give it a TZID or a Z."),
        };
    }

    private static TimeSpan OffsetAt(DateTime local, string zone, CalendarLine line, string path)
    {
        if (zone is Vietnam)
        {
            return VietnamOffset;
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            throw RegistryException.At(path, line.Number, $"the time zone \"{zone}\" is not known here.");
        }

        return found.IsInvalidTime(local)
            ? throw RegistryException.At(path, line.Number, $"{local:yyyy-MM-dd HH:mm} does not exist in {zone}.")
            : found.GetUtcOffset(local);
    }
}
