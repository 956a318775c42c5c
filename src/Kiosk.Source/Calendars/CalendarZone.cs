using System.Globalization;

namespace Kiosk.Source.Calendars;

/// <summary>A VTIMEZONE (RFC 5545, 3.6.5): its standard and daylight times with the yearly rules used in practice.</summary>
internal sealed class CalendarZone(CalendarComponent definition, string path)
{
    private const string LocalFormat = "yyyyMMdd'T'HHmmss";

    private static readonly string[] Days = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    /// <returns>Null if a rule is not understood; nothing is guessed.</returns>
    public TimeSpan? OffsetAt(DateTime local)
    {
        (DateTime Onset, TimeSpan From, TimeSpan To)? last = null, first = null;
        foreach (var observance in definition.Components.Where(component => component.Name is "STANDARD" or "DAYLIGHT"))
        {
            if (Offset(observance, "TZOFFSETFROM") is not { } from || Offset(observance, "TZOFFSETTO") is not { } to || OnsetsAround(observance, local) is not { } onsets)
            {
                return null;
            }

            foreach (var onset in onsets)
            {
                last = onset <= local && !(onset < last?.Onset) ? (onset, from, to) : last;
                first = onset < first?.Onset || first is null ? (onset, from, to) : first;
            }
        }

        return last?.To ?? first?.From;
    }

    /// <summary>The starts of the observance: its DTSTART, and by its rule in the year of the time and the year before.</summary>
    private List<DateTime>? OnsetsAround(CalendarComponent observance, DateTime local)
    {
        if (observance.Find("DTSTART", path) is not { } line || Local(line.Value) is not { } start)
        {
            return null;
        }

        var onsets = new List<DateTime> { start };
        foreach (var date in observance.Properties.Where(property => property.Name == "RDATE").SelectMany(property => property.Value.Split(',')))
        {
            if (Local(date) is not { } onset)
            {
                return null;
            }

            onsets.Add(onset);
        }

        if (observance.Find("RRULE", path) is { } rule)
        {
            foreach (var year in (int[])[local.Year - 1, local.Year])
            {
                if (YearlyOnset(rule.Value, start, year) is not { } onset)
                {
                    return null;
                }

                if (onset >= start && !(UntilOf(rule.Value) < onset))
                {
                    onsets.Add(onset);
                }
            }
        }

        return onsets;
    }

    /// <summary>FREQ=YEARLY with BYMONTH, and BYDAY (first to last such weekday) or BYMONTHDAY: all that occurs in practice.</summary>
    private static DateTime? YearlyOnset(string rule, DateTime start, int year)
    {
        var stated = rule.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToLookup(part => part[0].ToUpperInvariant(), part => part[1].ToUpperInvariant(), StringComparer.Ordinal);
        if (stated.Any(part => part.Count() > 1))
        {
            return null;
        }

        var parts = stated.ToDictionary(part => part.Key, part => part.First(), StringComparer.Ordinal);
        if (parts.GetValueOrDefault("FREQ") != "YEARLY" || parts.GetValueOrDefault("INTERVAL", "1") != "1" || parts.Keys.Any(key => key is "COUNT" or "BYSETPOS" or "BYWEEKNO" or "BYYEARDAY"))
        {
            return null;
        }

        if (!int.TryParse(parts.GetValueOrDefault("BYMONTH", start.Month.ToString(CultureInfo.InvariantCulture)), NumberStyles.None, CultureInfo.InvariantCulture, out var month) || month is < 1 or > 12)
        {
            return null;
        }

        var day = parts.TryGetValue("BYDAY", out var weekday) ? DayOf(weekday, year, month)
            : int.TryParse(parts.GetValueOrDefault("BYMONTHDAY", start.Day.ToString(CultureInfo.InvariantCulture)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : null;
        return day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day.Value) + start.TimeOfDay : null;
    }

    /// <summary>2SU: the second Sunday; -1SU: the last.</summary>
    private static int? DayOf(string weekday, int year, int month)
    {
        var day = weekday.Length > 2 ? Array.IndexOf(Days, weekday[^2..]) : -1;
        if (day < 0 || !int.TryParse(weekday[..^2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || number is 0 or < -5 or > 5)
        {
            return null;
        }

        var length = DateTime.DaysInMonth(year, month);
        var first = 1 + ((day - (int)new DateTime(year, month, 1).DayOfWeek + 7) % 7);
        return number > 0 ? first + (7 * (number - 1)) : first + (7 * ((length - first) / 7)) + (7 * (number + 1));
    }

    private static DateTime? UntilOf(string rule) =>
        rule.Split(';').FirstOrDefault(part => part.StartsWith("UNTIL=", StringComparison.OrdinalIgnoreCase)) is { } until ? Local(until["UNTIL=".Length..].TrimEnd('Z', 'z')) : null;

    private static DateTime? Local(string text) =>
        DateTime.TryParseExact(text.Trim(), LocalFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local : null;

    private TimeSpan? Offset(CalendarComponent observance, string name)
    {
        var text = observance.Find(name, path)?.Value.Trim() ?? "";
        return text is ['+' or '-', ..] && TimeSpan.TryParseExact(text[1..], ["hhmm", "hhmmss"], CultureInfo.InvariantCulture, out var offset) ? text[0] == '-' ? -offset : offset : null;
    }
}
