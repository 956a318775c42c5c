using Kiosk.Service.Feedback;

namespace Kiosk.Service.Tests.Feedback;

public sealed class WorkingDaysTests
{
    private static readonly HashSet<DateOnly> NewYear = [new(2027, 1, 1)];

    [Theory]
    [InlineData("2026-11-23", 1, "2026-11-24")]
    [InlineData("2026-11-23", 4, "2026-11-27")]
    [InlineData("2026-11-23", 5, "2026-11-30")]
    [InlineData("2026-11-27", 1, "2026-11-30")]
    [InlineData("2026-11-22", 1, "2026-11-23")]
    [InlineData("2026-12-31", 1, "2027-01-04")]
    [InlineData("2026-12-30", 2, "2027-01-04")]
    public void Weekends_holidays_and_the_day_itself_do_not_count(string day, int count, string due) =>
        Assert.Equal(DateOnly.Parse(due), WorkingDays.After(DateOnly.Parse(day), count, NewYear));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(WorkingDays.Greatest + 1)]
    [InlineData(int.MaxValue)]
    public void No_day_is_promised_for_a_number_that_makes_no_sense(int count) =>
        Assert.Null(WorkingDays.After(new DateOnly(2026, 11, 22), count, NewYear));
}
