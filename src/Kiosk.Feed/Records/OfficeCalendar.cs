namespace Kiosk.Feed.Records;

/// <summary>The working days of offices in Vietnam: Monday to Friday except holidays, plus weekend days worked in lieu (Labour Code 2019, articles 111 and 112).</summary>
/// <param name="Holidays">Days on which offices are closed.</param>
/// <param name="WorkingDays">Saturdays and Sundays on which offices work.</param>
public sealed record OfficeCalendar(IReadOnlyList<NamedDays> Holidays, IReadOnlyList<NamedDays> WorkingDays)
{
    /// <summary>Monday to Friday, all year.</summary>
    public static OfficeCalendar WeekendsOnly { get; } = new([], []);

    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        ? WorkingDays.Any(days => days.Contains(day))
        : !Holidays.Any(days => days.Contains(day));
}

/// <summary>A named day or range of days.</summary>
/// <param name="To">The last day; null for a single day.</param>
public sealed record NamedDays(string Name, DateOnly From, DateOnly? To = null)
{
    public DateOnly Last => To ?? From;

    public bool Contains(DateOnly day) => day >= From && day <= Last;
}
