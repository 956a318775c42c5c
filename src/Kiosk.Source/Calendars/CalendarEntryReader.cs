using System.Globalization;
using System.Text.RegularExpressions;
using Kiosk.Feed.Records;
using Kiosk.Source.Problems;

namespace Kiosk.Source.Calendars;

/// <summary>Converts a VEVENT to an entry.</summary>
/// <param name="isCancellation">Whether the calendar's METHOD is CANCEL.</param>
internal sealed partial class CalendarEntryReader(string path, CalendarZones zones, bool isCancellation)
{
    private const string InstantFormat = "yyyyMMdd'T'HHmmss";

    private static readonly string[] Recurring = ["RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"];
    private static readonly TimeSpan MaxLength = TimeSpan.FromDays(60);

    /// <exception cref="RegistryException">A property is missing or not valid for a single meeting.</exception>
    public CalendarEntry Read(CalendarComponent component)
    {
        var uid = new MeetingUid(Required(component, "UID").ToText());
        if (uid.Text.Length == 0)
        {
            throw RegistryException.At(path, component.Line, new("UID của sự kiện để trống.", "the event's UID is empty."));
        }

        var summary = component.Find("SUMMARY", path)?.ToText() ?? "";
        var (sequence, stamp) = (SequenceOf(component), component.Find("DTSTAMP", path)?.Value.Trim() ?? "");
        if ((IsCancelled(component) || isCancellation) && component.Find("RECURRENCE-ID", path) is null)
        {
            return new CalendarEntry.Cancelled(path, component.Line, uid, sequence, stamp, summary);
        }

        if (component.Properties.FirstOrDefault(property => Recurring.Contains(property.Name)) is { } recurring)
        {
            throw RegistryException.At(path, recurring.Number, new($"sự kiện lặp lại ({recurring.Name}); hãy ghi mỗi cuộc họp một sự kiện.", $"the event recurs ({recurring.Name}); write one event for each meeting."));
        }

        if (summary.Length == 0)
        {
            throw RegistryException.At(path, component.Line, new("sự kiện không có SUMMARY: cuộc họp cần có tên.", "the event has no SUMMARY: the meeting needs a title."));
        }

        var start = Instant(Required(component, "DTSTART"));
        var location = component.Find("LOCATION", path)?.ToText() is { Length: > 0 } place ? place : null;
        return new CalendarEntry.Held(path, component.Line, uid, sequence, stamp, summary, location, start, EndOf(component, start));
    }

    private CalendarLine Required(CalendarComponent component, string name) =>
        component.Find(name, path) ?? throw RegistryException.At(path, component.Line, new($"sự kiện không có {name}.", $"the event has no {name}."));

    private int SequenceOf(CalendarComponent component) => component.Find("SEQUENCE", path) switch
    {
        null => 0,
        { } line when int.TryParse(line.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) => sequence,
        { } line => throw RegistryException.At(path, line.Number, new($"SEQUENCE là \"{line.Value}\", không phải số nguyên.", $"SEQUENCE is \"{line.Value}\" and not a whole number.")),
    };

    /// <summary>By STATUS (RFC 5545, 3.8.1.11): an unknown status may mean that the meeting is not held.</summary>
    private bool IsCancelled(CalendarComponent component) => component.Find("STATUS", path) is { } line && line.Value.Trim().ToUpperInvariant() switch
    {
        "CANCELLED" => true,
        "TENTATIVE" or "CONFIRMED" => false,
        _ => throw RegistryException.At(path, line.Number, new($"STATUS là \"{line.Value.Trim()}\", còn STATUS của sự kiện là TENTATIVE, CONFIRMED hoặc CANCELLED (RFC 5545, 3.8.1.11): hãy ghi đúng từ cần dùng.", $"STATUS is \"{line.Value.Trim()}\", and an event's is TENTATIVE, CONFIRMED or CANCELLED (RFC 5545, 3.8.1.11): write the one that is meant.")),
    };

    private DateTimeOffset EndOf(CalendarComponent component, DateTimeOffset start)
    {
        var (last, duration) = (component.Find("DTEND", path), component.Find("DURATION", path));
        var (line, end) = (last, duration) switch
        {
            (null, null) => throw RegistryException.At(path, component.Line, new("sự kiện không có DTEND và không có DURATION: cuộc họp kết thúc lúc nào?", "the event has no DTEND and no DURATION: when does it end?")),
            ({ }, { }) => throw RegistryException.At(path, duration.Number, new("sự kiện có cả DTEND và DURATION (RFC 5545, 3.6.1).", "the event has both DTEND and DURATION (RFC 5545, 3.6.1).")),
            ({ }, null) => (last, Instant(last)),
            (null, { }) => (duration, start + DurationOf(duration)),
        };
        return end <= start ? throw RegistryException.At(path, line.Number, new("sự kiện kết thúc trước khi bắt đầu.", "the event ends before it starts."))
            : end - start > MaxLength ? throw RegistryException.At(path, line.Number, new($"sự kiện kéo dài hơn {MaxLength.Days} ngày.", $"the event lasts more than {MaxLength.Days} days."))
            : end;
    }

    private TimeSpan DurationOf(CalendarLine line)
    {
        var match = Duration().Match(line.Value.Trim());
        if (!match.Success || match.Length < 3)
        {
            throw RegistryException.At(path, line.Number, new($"DURATION là \"{line.Value}\", không phải thời lượng dạng PT1H30M.", $"DURATION is \"{line.Value}\" and not a time such as PT1H30M."));
        }

        return TimeSpan.FromDays((7 * Number("w")) + Number("d")) + TimeSpan.FromHours(Number("h")) + TimeSpan.FromMinutes(Number("m")) + TimeSpan.FromSeconds(Number("s"));

        int Number(string group) => match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    private DateTimeOffset Instant(CalendarLine line)
    {
        var value = line.Value.Trim();
        var type = line.Parameters.GetValueOrDefault("VALUE");
        if (string.Equals(type, "DATE", StringComparison.OrdinalIgnoreCase) || DateOnly.TryParseExact(value, "yyyyMMdd", out _))
        {
            throw RegistryException.At(path, line.Number, new($"{line.Name} là ngày không có giờ: sự kiện cả ngày không cho biết khi nào nhận thẻ; hãy ghi giờ bắt đầu và kết thúc.", $"{line.Name} is a day without a time of day: an all-day event says not when cards are taken; give it a beginning and an end."));
        }

        var isUtc = value.EndsWith('Z');
        if (!DateTime.TryParseExact(isUtc ? value[..^1] : value, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            throw RegistryException.At(path, line.Number, new($"{line.Name} là \"{value}\", không phải thời điểm dạng 20261125T080000 (RFC 5545, 3.3.5).", $"{line.Name} is \"{value}\" and not an instant such as 20261125T080000 (RFC 5545, 3.3.5)."));
        }

        if (!MeetingRecordRules.IsYear(local.Year))
        {
            throw RegistryException.At(path, line.Number, new($"{line.Name} là \"{value}\", thuộc năm {local.Year}, mà cuộc họp phải nằm trong các năm {MeetingRecordRules.FirstYear} đến {MeetingRecordRules.LastYear}: hãy sửa ngày.", $"{line.Name} is \"{value}\", in the year {local.Year}, and a meeting lies in {MeetingRecordRules.FirstYear} to {MeetingRecordRules.LastYear}: correct its date."));
        }

        return (isUtc, line.Parameters.GetValueOrDefault("TZID")) switch
        {
            (true, null) => new(local, TimeSpan.Zero),
            (false, { } zone) => new(local, zones.OffsetAt(local, zone, line)),
            (true, _) => throw RegistryException.At(path, line.Number, new($"{line.Name} có cả TZID và Z (RFC 5545, 3.2.19).", $"{line.Name} has both TZID and Z (RFC 5545, 3.2.19).")),
            (false, null) => new(local, zones.DefaultOffsetAt(local, line)),
        };
    }

    [GeneratedRegex(@"^\+?P((?<w>[0-9]{1,2})W|((?<d>[0-9]{1,2})D)?(T((?<h>[0-9]{1,4})H)?((?<m>[0-9]{1,5})M)?((?<s>[0-9]{1,6})S)?)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Duration();
}
