using Kiosk.Source.Problems;
using Kiosk.Source.Text;

namespace Kiosk.Source.Calendars;

/// <summary>One component of an iCalendar file (RFC 5545, 3.6) with its content: VCALENDAR, VEVENT, VTIMEZONE and the like.</summary>
/// <param name="Name">In capitals.</param>
/// <param name="Line">The line where it starts.</param>
internal sealed record CalendarComponent(string Name, int Line)
{
    private const int MaxDepth = 8;

    public List<CalendarLine> Properties { get; } = [];

    public List<CalendarComponent> Components { get; } = [];

    /// <summary>A property by its name.</summary>
    /// <returns>Null if absent.</returns>
    /// <exception cref="RegistryException">It occurs more than once.</exception>
    public CalendarLine? Find(string name, string path)
    {
        var found = Properties.Where(property => property.Name == name).Take(2).ToList();
        return found.Count < 2 ? found.FirstOrDefault() : throw RegistryException.At(path, found[1].Number, new($"{Name} có hai {name} (RFC 5545, 3.6).", $"the {Name} has two {name} (RFC 5545, 3.6)."));
    }

    /// <summary>The calendars of a file, possibly several.</summary>
    /// <exception cref="RegistryException">It is not such a file; the message names the line.</exception>
    public static IReadOnlyList<CalendarComponent> ParseFile(byte[] content, string path)
    {
        if (TextEncoding.FaultOf(content) is var (place, fault))
        {
            throw RegistryException.At(path, place, fault);
        }

        var (calendars, open, last) = (new List<CalendarComponent>(), new Stack<CalendarComponent>(), 0);
        foreach (var line in CalendarLine.Unfold(TextEncoding.StrictUtf8.GetString(content).TrimStart('\uFEFF'), path))
        {
            last = line.Number;
            if (open.Count == 0 && (line.Name, line.Value.Trim().ToUpperInvariant()) is not ("BEGIN", "VCALENDAR"))
            {
                throw RegistryException.At(path, line.Number, new("tệp không mở đầu bằng BEGIN:VCALENDAR, hoặc sau phần kết thúc còn dữ liệu khác.", "the file does not begin with BEGIN:VCALENDAR, or something follows its end."));
            }

            Take(line, open, calendars, path);
        }

        return open.Count == 0 && calendars.Count > 0 ? calendars : throw RegistryException.At(path, last + 1, new("tệp lịch bị cắt ngang: thiếu END:VCALENDAR.", "the calendar is cut short: END:VCALENDAR is missing."));
    }

    private static void Take(CalendarLine line, Stack<CalendarComponent> open, List<CalendarComponent> calendars, string path)
    {
        switch (line.Name)
        {
            case "BEGIN" when open.Count == MaxDepth:
                throw RegistryException.At(path, line.Number, new("các thành phần lồng nhau sâu hơn mức của một tệp lịch.", "the components are nested deeper than a calendar's are."));
            case "BEGIN":
                var component = new CalendarComponent(line.Value.Trim().ToUpperInvariant(), line.Number);
                (open.TryPeek(out var outer) ? outer.Components : calendars).Add(component);
                open.Push(component);
                break;
            case "END" when !string.Equals(open.Peek().Name, line.Value.Trim(), StringComparison.OrdinalIgnoreCase):
                throw RegistryException.At(path, line.Number, new($"END:{line.Value.Trim()} không đóng thành phần nào: {open.Peek().Name} ở dòng {open.Peek().Line} còn mở.", $"END:{line.Value.Trim()} closes nothing: the {open.Peek().Name} of line {open.Peek().Line} is open."));
            case "END":
                open.Pop();
                break;
            default:
                open.Peek().Properties.Add(line);
                break;
        }
    }
}
