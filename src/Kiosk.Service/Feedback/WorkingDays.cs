using Kiosk.Feed.Records;

namespace Kiosk.Service.Feedback;

/// <summary>Counts working days of an <see cref="OfficeCalendar"/>.</summary>
internal static class WorkingDays
{
    /// <summary>Upper limit on a procedure's duration; a catalogue that exceeds it is wrong.</summary>
    public const int Max = 1000;

    /// <summary>The last day of a period of working days that starts the day after <paramref name="day"/> (Civil Code 2015, article 147).</summary>
    /// <returns>Null if <paramref name="count"/> is less than 1 or more than <see cref="Max"/>: no due date can be promised.</returns>
    public static DateOnly? After(DateOnly day, int count, OfficeCalendar calendar)
    {
        if (count is < 1 or > Max)
        {
            return null;
        }

        for (var left = count; left > 0;)
        {
            day = day.AddDays(1);
            left -= calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }
}
