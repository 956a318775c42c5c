using Kiosk.Feed.Records;
using Kiosk.Service.Feedback;

namespace Kiosk.Service.Tests.Feedback;

public sealed class WorkingDaysTests
{
    private static readonly OfficeCalendar Year2027 = new(
        [new("Tết Dương lịch", new(2027, 1, 1)), new("Tết Nguyên đán", new(2027, 2, 4), new(2027, 2, 10))],
        [new("Làm bù", new(2027, 1, 30))]);

    [Theory]
    [InlineData("2026-11-23", 1, "2026-11-24")]
    [InlineData("2026-11-23", 4, "2026-11-27")]
    [InlineData("2026-11-23", 5, "2026-11-30")]
    [InlineData("2026-11-27", 1, "2026-11-30")]
    [InlineData("2026-11-22", 1, "2026-11-23")]
    [InlineData("2026-12-31", 1, "2027-01-04")]
    [InlineData("2026-12-30", 2, "2027-01-04")]
    public void Weekends_holidays_and_the_day_itself_do_not_count(string day, int count, string due) =>
        Assert.Equal(DateOnly.Parse(due), WorkingDays.After(DateOnly.Parse(day), count, Year2027));

    [Theory]
    [InlineData("2027-02-03", 1, "2027-02-11")]
    [InlineData("2027-02-02", 3, "2027-02-12")]
    [InlineData("2027-02-01", 5, "2027-02-15")]
    public void A_result_is_not_due_during_Tet(string day, int count, string due) =>
        Assert.Equal(DateOnly.Parse(due), WorkingDays.After(DateOnly.Parse(day), count, Year2027));

    [Theory]
    [InlineData("2027-01-29", 1, "2027-01-30")]
    [InlineData("2027-01-29", 2, "2027-02-01")]
    public void A_Saturday_on_which_offices_work_counts(string day, int count, string due) =>
        Assert.Equal(DateOnly.Parse(due), WorkingDays.After(DateOnly.Parse(day), count, Year2027));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(WorkingDays.Max + 1)]
    [InlineData(int.MaxValue)]
    public void No_day_is_promised_for_a_number_that_makes_no_sense(int count) =>
        Assert.Null(WorkingDays.After(new DateOnly(2026, 11, 22), count, Year2027));
}
