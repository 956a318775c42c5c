using Kiosk.Words;

namespace Kiosk.Feed.Records;

/// <summary>Validates a catalogue's holidays and working weekends.</summary>
internal static class OfficeCalendarRules
{
    private const int MaxEntries = 500;

    /// <summary>A longer range means that a year is mistyped.</summary>
    private const int MaxDays = 31;

    /// <returns>The first broken rule, naming the entry; null if there is none.</returns>
    public static Phrase? FindFault(OfficeCalendar calendar) =>
        FaultOf("holidays", calendar.Holidays)
        ?? FaultOf("workingDays", calendar.WorkingDays)
        ?? calendar.WorkingDays.SelectMany((days, i) => DaysOf(days).Select(day => (Entry: i + 1, Day: day)))
            .Where(working => working.Day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) || calendar.Holidays.Any(holiday => holiday.Contains(working.Day)))
            .Select(working => new Phrase($"workingDays mục {working.Entry}: {working.Day:dd/MM/yyyy} không phải thứ Bảy hay Chủ nhật, hoặc cũng là ngày nghỉ; ở đây chỉ ghi ngày cuối tuần mà cơ quan làm bù", $"workingDays entry {working.Entry}: {working.Day:yyyy-MM-dd} is no Saturday or Sunday, or a holiday as well; only weekend days that offices work stand here"))
            .FirstOrDefault();

    private static Phrase? FaultOf(string list, IReadOnlyList<NamedDays> entries) => entries.Count > MaxEntries
        ? new($"{list} có hơn {MaxEntries} mục", $"{list} has more than {MaxEntries} entries")
        : entries.Select((days, i) => FaultOf(days) is { } fault ? new Phrase($"{list} mục {i + 1}: {fault.Vietnamese}", $"{list} entry {i + 1}: {fault.English}") : null).FirstOrDefault(fault => fault is not null);

    private static Phrase? FaultOf(NamedDays? days) => days switch
    {
        null => new("giá trị null không có nội dung", "null says nothing"),
        _ when MeetingRecordRules.FindTitleFault(days.Name) is { } fault => new($"tên {fault.Vietnamese}", $"the name {fault.English}"),
        _ when days.Last < days.From => new($"{days.Name} kết thúc trước khi bắt đầu", $"{days.Name} ends before it begins"),
        _ when days.Last.DayNumber - days.From.DayNumber >= MaxDays => new($"{days.Name} dài hơn {MaxDays} ngày: năm của \"from\" hoặc \"to\" bị sai", $"{days.Name} is longer than {MaxDays} days: the year of \"from\" or \"to\" is wrong"),
        _ => null,
    };

    private static IEnumerable<DateOnly> DaysOf(NamedDays days) => Enumerable.Range(0, days.Last.DayNumber - days.From.DayNumber + 1).Select(days.From.AddDays);
}
