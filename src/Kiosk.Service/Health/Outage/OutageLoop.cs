using Kiosk.Service.CheckIn;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Health.Outage;

/// <summary>Reports to systemd and checks every five seconds whether the outage is over; then stops the host, so that the terminal proper can be built.</summary>
/// <param name="isMended">Checks whether the outage is over.</param>
internal sealed partial class OutageLoop(
    OutOfService outage, Func<bool> isMended, SystemdNotifier systemd, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<OutageLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Log.OutOfService(logger, ReasonTable.NameOf(outage.Code), outage.Detail);
        await Task.WhenAll(TellAsync(stoppingToken), LookAsync(stoppingToken));
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        systemd.Ready($"{ReasonTable.NameOf(outage.Code)}: {outage.Detail}");
        using var timer = new PeriodicTimer(WatchdogInterval.FromEnvironment().Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            systemd.Watchdog();
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (isMended())
            {
                Log.Mended(logger);
                lifetime.StopApplication();
                return;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(502, LogLevel.Error, "Out of service: {Code}: {Detail}")]
        public static partial void OutOfService(ILogger logger, string code, string detail);

        [LoggerMessage(503, LogLevel.Information, "The outage is over")]
        public static partial void Mended(ILogger logger);
    }
}
