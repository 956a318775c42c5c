namespace Kiosk.Feed.Records;

/// <summary>Which days offices work (Vietnam): Monday to Friday, but for holidays, and the weekend days that make up for one (Labour Code 2019, articles 111 and 112).</summary>
/// <param name="Holidays">Days on which no office works.</param>
/// <param name="WorkingDays">Saturdays and Sundays on which offices work all the same.</param>
public sealed record OfficeCalendar(IReadOnlyList<NamedDays> Holidays, IReadOnlyList<NamedDays> WorkingDays)
{
    /// <summary>Monday to Friday, all year.</summary>
    public static OfficeCalendar WeekendsOnly { get; } = new([], []);

    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        ? WorkingDays.Any(days => days.Contains(day))
        : !Holidays.Any(days => days.Contains(day));
}

/// <summary>A day, or some in a row, and what they are called.</summary>
/// <param name="To">The last of them; null for one day.</param>
public sealed record NamedDays(string Name, DateOnly From, DateOnly? To = null)
{
    public DateOnly Last => To ?? From;

    public bool Contains(DateOnly day) => day >= From && day <= Last;
}
