using Kiosk.Feed.Records;
using Kiosk.Source.Problems;
using NodaTime;
using NodaTime.TimeZones;

namespace Kiosk.Source.Calendars;

/// <summary>
/// Time zones by the names used in a calendar: those of the IANA database and of Windows, both from the program's own copy, and the file's VTIMEZONEs.
/// The machine's time zone is never used.
/// </summary>
internal sealed class CalendarZones(CalendarComponent calendar, string path)
{
    private const string Vietnam = "Asia/Ho_Chi_Minh";
    private const string VietnamDisplayName = "(UTC+07:00) Bangkok, Hanoi, Jakarta";

    private static readonly TimeSpan MaxOffset = TimeSpan.FromHours(14);

    // Some programs write a zone's definition for each event; they must be identical.
    private readonly ILookup<string, CalendarComponent> own = calendar.Components
        .Where(component => component.Name == "VTIMEZONE")
        .ToLookup(component => component.Find("TZID", path)?.ToText() ?? "", StringComparer.Ordinal);

    /// <summary>The zone of a time without TZID and Z: the calendar's X-WR-TIMEZONE, otherwise Vietnam's.</summary>
    /// <exception cref="RegistryException">The zone is not known, or the time does not exist in it.</exception>
    public TimeSpan DefaultOffsetAt(DateTime local, CalendarLine line) =>
        calendar.Find("X-WR-TIMEZONE", path)?.ToText() is { Length: > 0 } zone ? OffsetAt(local, zone, line) : VietnamTime.Offset;

    /// <inheritdoc cref="DefaultOffsetAt"/>
    public TimeSpan OffsetAt(DateTime local, string name, CalendarLine line) => StatedOffsetAt(local, name, line) is var offset && IsOffset(offset)
        ? offset
        : throw RegistryException.At(path, line.Number, new($"múi giờ \"{name}\" lệch {offset:c} so với UTC, mà không múi giờ nào lệch quá {MaxOffset.TotalHours:0} giờ hoặc lệch lẻ phút: hãy ghi giờ theo UTC có chữ Z ở cuối.", $"the time zone \"{name}\" is {offset:c} from UTC, and no zone is more than {MaxOffset.TotalHours:0} hours or a part of a minute from it: write the time in UTC with a Z behind it."));

    private TimeSpan StatedOffsetAt(DateTime local, string name, CalendarLine line)
    {
        var known = Find(name);
        var definition = own[name].FirstOrDefault();
        var stated = definition is null ? null : new CalendarZone(definition, path).OffsetAt(local);
        if (own[name].FirstOrDefault(other => new CalendarZone(other, path).OffsetAt(local) != stated) is { } contrary)
        {
            throw RegistryException.At(path, contrary.Line, new($"VTIMEZONE này cho \"{name}\" độ lệch giờ vào {local:yyyy-MM-dd HH:mm} khác với VTIMEZONE ở dòng {definition!.Line} (RFC 5545, 3.6.5: mỗi TZID một VTIMEZONE): hãy bỏ VTIMEZONE sai.", $"this VTIMEZONE gives \"{name}\" another offset at {local:yyyy-MM-dd HH:mm} than the one of line {definition!.Line} (RFC 5545, 3.6.5: one for each TZID): take the wrong one away."));
        }

        return (known, stated) switch
        {
            (null, null) when definition is null => throw RegistryException.At(path, line.Number, new($"không biết múi giờ \"{name}\", và tệp không có VTIMEZONE cho múi giờ này: hãy ghi giờ theo UTC có chữ Z ở cuối.", $"the time zone \"{name}\" is not known, and the file has no VTIMEZONE for it: write the time in UTC with a Z behind it.")),
            (null, null) => throw RegistryException.At(path, definition!.Line, new($"không hiểu được quy tắc của múi giờ \"{name}\": hãy ghi giờ theo UTC có chữ Z ở cuối.", $"the rules of the time zone \"{name}\" are not understood: write the time in UTC with a Z behind it.")),
            (null, { } offset) => offset,
            ({ } zone, null) => OffsetAt(local, zone, name, line),
            ({ } zone, { } offset) => OffsetAt(local, zone, name, line) is var usual && usual == offset
                ? offset
                : throw RegistryException.At(path, definition!.Line, new($"tệp ghi {name} là UTC{Text(offset)} vào {local:yyyy-MM-dd HH:mm}, nhưng múi giờ đó khi ấy là UTC{Text(usual)}: hãy ghi giờ theo UTC có chữ Z ở cuối.", $"the file says that {name} is UTC{Text(offset)} at {local:yyyy-MM-dd HH:mm}, and that zone is UTC{Text(usual)} then: write the times in UTC with a Z behind them.")),
        };
    }

    private TimeSpan OffsetAt(DateTime local, DateTimeZone zone, string name, CalendarLine line)
    {
        var mapping = zone.MapLocal(LocalDateTime.FromDateTime(local));
        // An ambiguous time means its first occurrence (RFC 5545, 3.3.5).
        return mapping.Count > 0 ? mapping.First().Offset.ToTimeSpan() : throw RegistryException.At(path, line.Number, new($"{local:yyyy-MM-dd HH:mm} không tồn tại ở {name}: đồng hồ đã được vặn qua giờ đó.", $"{local:yyyy-MM-dd HH:mm} does not exist in {name}: clocks went over it."));
    }

    private static DateTimeZone? Find(string name)
    {
        // Display names of Windows and paths of other programs: /freeassociation.sourceforge.net/Asia/Ho_Chi_Minh, tzone://Microsoft/Utc.
        var plain = name == VietnamDisplayName ? Vietnam : name.EndsWith("/Utc", StringComparison.OrdinalIgnoreCase) ? "UTC" : name;
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(plain)
            ?? (TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(plain, out var id) ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null)
            ?? (plain.Split('/') is [.., var area, var place] ? DateTimeZoneProviders.Tzdb.GetZoneOrNull($"{area}/{place}") : null);
    }

    // The maximum offset of an instant, and more than any zone has had since 1972.
    private static bool IsOffset(TimeSpan offset) => offset.Duration() <= MaxOffset && offset.Ticks % TimeSpan.TicksPerMinute == 0;

    private static string Text(TimeSpan offset) => $"{(offset < TimeSpan.Zero ? "-" : "+")}{offset:hh\\:mm}";
}
