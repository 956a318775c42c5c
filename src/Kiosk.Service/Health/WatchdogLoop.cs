using Kiosk.Service.CheckIn;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Health;

/// <summary>Reports readiness and status to systemd, and feeds its watchdog for as long as the check-in loop is alive.</summary>
internal sealed partial class WatchdogLoop(
    SystemdNotifier systemd, Heartbeat heartbeat, TerminalHealth health, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<WatchdogLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (systemd.Mistake is { } mistake)
        {
            Log.Mistaken(logger, mistake);
        }

        if (!systemd.IsUnderSystemd)
        {
            return;
        }

        var watchdog = WatchdogInterval.FromEnvironment();
        if (watchdog.Mistake is { } garbage)
        {
            Log.Mistaken(logger, garbage);
        }

        await StartedAsync(stoppingToken);
        systemd.Ready(health.Read().PublicSummary);
        using var timer = new PeriodicTimer(watchdog.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            systemd.Status(health.Read().PublicSummary);
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

    // This loop starts before the others.
    private async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(622, LogLevel.Error, "{Mistake}")]
        public static partial void Mistaken(ILogger logger, string mistake);
    }
}
