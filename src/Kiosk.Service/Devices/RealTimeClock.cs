using Kiosk.Hardware.Clock;
using Kiosk.Hardware.Devices;
using Kiosk.Service.Configuration;
using Kiosk.Service.Time;

namespace Kiosk.Service.Devices;

/// <summary>Takes the time from a battery-backed clock at start, before anything is dated by the system's.</summary>
internal static class RealTimeClock
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>Sets the system's clock where network time does not, and says whether the clock ran without interruption.</summary>
    /// <param name="floor">Time that has surely passed: a clock that says less is wrong, however well it ran.</param>
    /// <param name="setSystemClock">Returns whether it may.</param>
    /// <returns>Whether the system's clock is now the battery-backed one's; and what an operator should know, or null.</returns>
    public static (bool IsTrusted, string? Remark) Adopt(ClockOptions options, DateTimeOffset floor, ClockSource system, TimeProvider time, Func<DateTimeOffset, bool> setSystemClock)
    {
        try
        {
            return DeviceOpening.UseClock(options, clock => clock.Read()) switch
            {
                null => (system.HasRealTimeClock, null),
                RealTimeReading.Running running => Adopt(running.Instant, floor, system, time, setSystemClock),
                RealTimeReading.Stopped => (false, $"The clock on {options.Bus} stood still; put a battery in and set it: kiosk devices clock --set now"),
                RealTimeReading.Malformed malformed => (false, $"The clock on {options.Bus} holds no date ({malformed.Registers}); set it: kiosk devices clock --set now"),
                var other => throw new ArgumentException($"No rule for {other.GetType().Name}.", nameof(options)),
            };
        }
        catch (DeviceException exception)
        {
            return (false, exception.Message);
        }
    }

    /// <inheritdoc cref="Adopt(ClockOptions, DateTimeOffset, ClockSource, TimeProvider, Func{DateTimeOffset, bool})"/>
    /// <param name="instant">What a clock says that ran without interruption.</param>
    internal static (bool IsTrusted, string? Remark) Adopt(DateTimeOffset instant, DateTimeOffset floor, ClockSource system, TimeProvider time, Func<DateTimeOffset, bool> setSystemClock)
    {
        if (system.IsSynchronised() || (time.GetUtcNow() - instant).Duration() <= Tolerance)
        {
            return (true, null);
        }

        if (instant < floor)
        {
            return (false, $"The battery-backed clock says {instant:yyyy-MM-dd HH:mm:ss'Z'}, which is past already; set it: kiosk devices clock --set now");
        }

        return setSystemClock(instant)
            ? (true, null)
            : (false, $"The battery-backed clock says {instant:yyyy-MM-dd HH:mm:ss'Z'} and the service may not set the system's; give it CAP_SYS_TIME.");
    }
}
