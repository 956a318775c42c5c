using Kiosk.Source.Problems;

namespace Kiosk.Source.Calendars;

/// <summary>
/// The VEVENTs of an iCalendar file (RFC 5545) that are single meetings, as Outlook, Exchange and Google write them. Other components and properties are ignored; anything
/// that would turn an event into several meetings, or change its time, is a problem.
/// </summary>
internal static class CalendarReader
{
    private const int MaxEventCount = 10_000;

    /// <exception cref="RegistryException">The file is not such a calendar; the message names the line.</exception>
    public static IReadOnlyList<CalendarEntry> Read(byte[] content, string path, SourceProblems problems)
    {
        var entries = new List<CalendarEntry>();
        foreach (var calendar in CalendarComponent.ParseFile(content, path))
        {
            var method = MethodOf(calendar, path);
            var reader = new CalendarEntryReader(path, new CalendarZones(calendar, path), isCancellation: method == "CANCEL");
            foreach (var component in calendar.Components.Where(component => component.Name == "VEVENT").Take(MaxEventCount + 1))
            {
                if (problems.Try(() => reader.Read(component)) is { } entry)
                {
                    entries.Add(entry);
                }
            }
        }

        return entries.Count <= MaxEventCount ? entries : throw RegistryException.In(path, new($"có hơn {MaxEventCount} sự kiện: chỉ xuất những cuộc họp sắp tới.", $"there are more than {MaxEventCount} events: export the meetings to come only."));
    }

    private static string MethodOf(CalendarComponent calendar, string path)
    {
        if (calendar.Find("VERSION", path) is { } version && version.Value.Trim() != "2.0")
        {
            throw RegistryException.At(path, version.Number, new($"VERSION là {version.Value.Trim()}: đây là vCalendar cũ; hãy xuất ra iCalendar (.ics, phiên bản 2.0).", $"VERSION is {version.Value.Trim()}: this is an old vCalendar; export it as iCalendar (.ics, version 2.0)."));
        }

        var method = calendar.Find("METHOD", path);
        return method?.Value.Trim().ToUpperInvariant() switch
        {
            null or "PUBLISH" or "REQUEST" => "PUBLISH",
            "CANCEL" => "CANCEL",
            var other => throw RegistryException.At(path, method!.Number, new($"METHOD là {other}: đây là thư trả lời lời mời (RFC 5546), không phải cuộc họp; hãy lấy tệp của chính người tổ chức.", $"METHOD is {other}: this is an answer to an invitation (RFC 5546) and no meeting; take the organiser's own file.")),
        };
    }
}
