using Kiosk.Feed.Records;

namespace Kiosk.Service.Feedback;

/// <summary>Counts working days of an <see cref="OfficeCalendar"/>.</summary>
internal static class WorkingDays
{
    /// <summary>No procedure takes longer; a catalogue that says so is wrong.</summary>
    public const int Max = 1000;

    /// <summary>The last of so many working days; the first is the one after <paramref name="day"/> (Civil Code 2015, article 147).</summary>
    /// <returns>Null for a number that no due date can be promised for: less than 1, or more than <see cref="Max"/>.</returns>
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
