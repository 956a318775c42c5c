using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.Health;

/// <summary>Tells systemd that the terminal is ready, what it is doing, and, as long as the check-in loop lives, that it lives.</summary>
internal sealed class WatchdogLoop(SystemdNotifier systemd, Heartbeat heartbeat, TerminalHealth health, TimeProvider time, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan StatusInterval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!systemd.IsUnderSystemd)
        {
            return;
        }

        await StartedAsync(stoppingToken);
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

    // This loop is started before the doors are: a port that is taken must not be reported as ready.
    private async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
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
