using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.Health;

/// <summary>Tells systemd that the terminal is ready, what it is doing, and, as long as the check-in loop lives, that it lives.</summary>
internal sealed class WatchdogLoop(SystemdNotifier systemd, Heartbeat heartbeat, TerminalHealth health, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!systemd.IsUnderSystemd)
        {
            return;
        }

        systemd.Ready(health.Read().Summary);
        using var timer = new PeriodicTimer(Interval(), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            systemd.Status(health.Read().Summary);
            if (heartbeat.IsAlive)
            {
                systemd.Watchdog();
            }
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        systemd.Stopping();
        return base.StopAsync(cancellationToken);
    }

    // Half of what WatchdogSec allows (sd_watchdog_enabled(3)).
    private static TimeSpan Interval()
    {
        var given = Environment.GetEnvironmentVariable("WATCHDOG_USEC");
        return long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(Math.Min(microseconds / 2, (long)StatusInterval.TotalMicroseconds))
            : StatusInterval;
    }
}
