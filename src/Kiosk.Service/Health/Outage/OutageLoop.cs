using Kiosk.Service.CheckIn;
using Kiosk.Verification.Reasons;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Health.Outage;

/// <summary>Tells systemd how it is and looks every five seconds whether what was wrong has been mended; then the host stops, to be put together as a terminal.</summary>
/// <param name="isMended">Looks again.</param>
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

        [LoggerMessage(503, LogLevel.Information, "What kept the terminal out of service is mended")]
        public static partial void Mended(ILogger logger);
    }
}
