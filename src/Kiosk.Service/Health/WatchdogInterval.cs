using System.Globalization;

namespace Kiosk.Service.Health;

/// <summary>How often systemd hears from the service.</summary>
/// <param name="Mistake">Why WATCHDOG_USEC was not heeded, in one sentence; or null.</param>
internal sealed record WatchdogInterval(TimeSpan Interval, string? Mistake = null)
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(5);

    /// <summary>Sooner than this no datagram is of use to anybody.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    public static WatchdogInterval FromEnvironment() => Of(Environment.GetEnvironmentVariable("WATCHDOG_USEC"));

    /// <param name="microseconds">What WatchdogSec allows (sd_watchdog_enabled(3)); of it half is taken.</param>
    public static WatchdogInterval Of(string? microseconds)
    {
        if (string.IsNullOrEmpty(microseconds))
        {
            return new(Usual);
        }

        return long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var allowed) && allowed > 0
            ? new(TimeSpan.FromTicks(Math.Clamp(allowed / 2, Shortest.Ticks / TimeSpan.TicksPerMicrosecond, Usual.Ticks / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond))
            : new(Usual, $"WATCHDOG_USEC is \"{microseconds}\" and must be a number of microseconds; systemd hears from the service every {Usual.TotalSeconds:0} s.");
    }
}
