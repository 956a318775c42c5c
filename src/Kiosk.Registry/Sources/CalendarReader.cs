using System.Text;

namespace Kiosk.Registry.Sources;

/// <summary>
/// The VEVENTs of an iCalendar file (RFC 5545) that are single meetings: UID, SUMMARY, DTSTART, DTEND, LOCATION. Other components and properties are passed over;
/// what would make more than one meeting of an event, or another time of it, is refused.
/// </summary>
internal static class CalendarReader
{
    private const int GreatestEventCount = 10_000;

    private static readonly string[] Single = ["UID", "SUMMARY", "DTSTART", "DTEND", "LOCATION"];
    private static readonly string[] Recurring = ["RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"];

    /// <exception cref="RegistryException">The file is not such a calendar; the sentence names the line.</exception>
    public static IReadOnlyList<CalendarEntry> Read(byte[] content, string path)
    {
        var entries = new List<CalendarEntry>();
        var open = new Stack<string>();
        Dictionary<string, CalendarLine>? properties = null;
        var last = 0;
        foreach (var line in CalendarLine.Unfold(Text(content, path), path))
        {
            last = line.Number;
            if (last > 0 && open.Count == 0 && (line.Name, line.Value.ToUpperInvariant()) is not ("BEGIN", "VCALENDAR"))
            {
                throw RegistryException.At(path, line.Number, "the file does not begin with BEGIN:VCALENDAR, or something follows its end.");
            }

            switch (line.Name)
            {
                case "BEGIN":
                    open.Push(line.Value.ToUpperInvariant());
                    properties = open is { Count: 2 } && open.Peek() == "VEVENT" ? new(StringComparer.Ordinal) { ["BEGIN"] = line } : properties;
                    break;
                case "END":
                    Close(open, line, path);
                    if (open.Count == 1 && properties is not null)
                    {
                        entries.Add(CalendarEntryReader.Read(properties, path));
                        properties = null;
                    }

                    break;
                case var name when open is { Count: 2 } && properties is not null:
                    Take(properties, name, line, path);
                    break;
            }
        }

        return open.Count > 0 || last == 0
            ? throw RegistryException.At(path, last + 1, "the calendar is cut short: END:VCALENDAR is missing.")
            : entries.Count <= GreatestEventCount ? entries : throw new RegistryException($"{path} has more than {GreatestEventCount} events.");
    }

    private static string Text(byte[] content, string path)
    {
        try
        {
            return SourceText.StrictUtf8.GetString(content).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException e)
        {
            throw new RegistryException($"{path} is not UTF-8: {e.Message}", e);
        }
    }

    private static void Close(Stack<string> open, CalendarLine line, string path)
    {
        if (open.Count == 0 || !string.Equals(open.Pop(), line.Value, StringComparison.OrdinalIgnoreCase))
        {
            throw RegistryException.At(path, line.Number, $"END:{line.Value} closes nothing.");
        }
    }

    private static void Take(Dictionary<string, CalendarLine> properties, string name, CalendarLine line, string path)
    {
        if (Recurring.Contains(name))
        {
            throw RegistryException.At(path, line.Number, $"the event recurs ({name}); write one event for each meeting.");
        }

        if (name == "DURATION")
        {
            throw RegistryException.At(path, line.Number, "the event has a DURATION; write DTEND instead.");
        }

        if (Single.Contains(name) && !properties.TryAdd(name, line))
        {
            throw RegistryException.At(path, line.Number, $"the event has two {name}.");
        }
    }
}

/// <summary>One event.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Id">The UID up to its <c>@</c>.</param>
internal sealed record CalendarEntry(int Line, string Id, string Summary, string? Location, DateTimeOffset Start, DateTimeOffset End);
