using Kiosk.Service.Admission;
using static Kiosk.Service.Tests.Admission.Scene;

namespace Kiosk.Service.Tests.Admission;

public sealed class VietnamCalendarTests
{
    [Theory]
    [InlineData("2026-11-21T16:59:59Z", "2026-11-21")]
    [InlineData("2026-11-21T17:00:00Z", "2026-11-22")]
    [InlineData("2026-06-30T16:59:59Z", "2026-06-30")]
    [InlineData("2026-06-30T17:00:00Z", "2026-07-01")]
    [InlineData("2026-11-22T00:30:00+09:00", "2026-11-21")]
    public void The_day_begins_at_17_hours_UTC_in_summer_and_in_winter(string instant, string expected) =>
        Assert.Equal(Day(expected), VietnamCalendar.DateOf(DateTimeOffset.Parse(instant)));

    [Fact]
    public void The_start_of_a_day_is_its_first_instant()
    {
        var start = VietnamCalendar.StartOf(Day("2026-11-22"));

        Assert.Equal(Day("2026-11-22"), VietnamCalendar.DateOf(start));
        Assert.Equal(Day("2026-11-21"), VietnamCalendar.DateOf(start.AddTicks(-1)));
    }
}
