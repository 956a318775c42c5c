using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Service.Sync;

/// <summary>Schedules cache maintenance: once in each quiet time of the signed policy, or at night if it has none.</summary>
internal static class UpkeepSchedule
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(30);
    private static readonly QuietHours Night = new(new(1, 0), new(4, 0));

    /// <summary>Time until a random moment in the first half of the next quiet time, at most half an hour into it.</summary>
    public static TimeSpan Wait(DateTimeOffset now, IReadOnlyList<QuietHours> quietHours)
    {
        var time = TimeOnly.FromTimeSpan(now.ToOffset(VietnamTime.Offset).TimeOfDay);
        var (next, hours) = (quietHours.Count > 0 ? quietHours : [Night]).Select(hours => (Until: Until(time, hours.From), Hours: hours)).MinBy(one => one.Until);
        var half = (hours.To - hours.From) / 2;
        return next + ((half < MaxDelay ? half : MaxDelay) * (RandomNumberGenerator.GetInt32(1_000_001) / 1_000_000.0));
    }

    // Never zero, so that each quiet time is used once.
    private static TimeSpan Until(TimeOnly time, TimeOnly from) => from > time ? from - time : TimeSpan.FromDays(1) - (time - from);
}
