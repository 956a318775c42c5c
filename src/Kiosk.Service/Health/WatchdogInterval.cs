using System.Globalization;

namespace Kiosk.Service.Health;

/// <summary>How often the service notifies systemd.</summary>
/// <param name="Mistake">Why WATCHDOG_USEC was ignored, in one sentence; or null.</param>
internal sealed record WatchdogInterval(TimeSpan Interval, string? Mistake = null)
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(5);

    /// <summary>A shorter interval would serve no purpose.</summary>
    private static readonly TimeSpan Min = TimeSpan.FromMilliseconds(10);

    public static WatchdogInterval FromEnvironment() => Of(Environment.GetEnvironmentVariable("WATCHDOG_USEC"));

    /// <param name="microseconds">The time that WatchdogSec allows (sd_watchdog_enabled(3)); half of it is used.</param>
    public static WatchdogInterval Of(string? microseconds)
    {
        if (string.IsNullOrEmpty(microseconds))
        {
            return new(Default);
        }

        return long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var allowed) && allowed > 0
            ? new(TimeSpan.FromTicks(Math.Clamp(allowed / 2, Min.Ticks / TimeSpan.TicksPerMicrosecond, Default.Ticks / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond))
            : new(Default, $"WATCHDOG_USEC is \"{microseconds}\" and must be a number of microseconds; systemd hears from the service every {Default.TotalSeconds:0} s.");
    }
}
