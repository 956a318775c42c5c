using Kiosk.Hardware.Clock;
using Kiosk.Hardware.Devices;
using Kiosk.Service.Configuration;
using Kiosk.Service.Time;

namespace Kiosk.Service.Devices;

/// <summary>Reads the time from a battery-backed clock at start, before the system clock dates anything.</summary>
internal static class RealTimeClock
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);

    /// <summary>Sets the system clock unless network time does, and tells whether the battery-backed clock ran without interruption.</summary>
    /// <param name="floor">A time that has certainly passed: a clock behind it is wrong, even if it ran without interruption.</param>
    /// <param name="setSystemClock">Returns false without permission.</param>
    /// <returns>Whether the system clock now follows the battery-backed clock; and a note for the operator, or null.</returns>
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
    /// <param name="instant">The time of a clock that ran without interruption.</param>
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
