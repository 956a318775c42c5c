using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>Days in Vietnam: UTC+07:00 all year without daylight saving, so no time zone data is needed.</summary>
internal static class VietnamCalendar
{
    public static DateOnly DateOf(DateTimeOffset instant) => VietnamTime.DateOf(instant);

    /// <summary>The first instant of a day.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), VietnamTime.Offset);
}
