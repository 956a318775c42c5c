using Kiosk.Hardware.Devices;
using Kiosk.Service.Configuration;
using Kiosk.Service.Time;
using Kiosk.Verification.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Devices;

/// <summary>Writes attested time to the battery-backed clock once an hour, so that the next start has it without a network; within a minute if time is attested later.</summary>
internal sealed partial class ClockLoop(ClockMonitor monitor, KioskOptions options, TimeProvider time, ILogger<ClockLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private long? kept;
    private bool hasFailed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Clock.Bus.Length == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(Look, time);
        do
        {
            Keep();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Keep()
    {
        var isKept = kept is { } last && time.GetElapsedTime(last) < Interval;
        if (isKept || monitor.Read() is not { Trust: ClockTrust.Attested, Fault: ClockFault.None })
        {
            return;
        }

        try
        {
            _ = DeviceOpening.UseClock(options.Clock, clock =>
            {
                clock.Set(time.GetUtcNow());
                return clock;
            });
            kept = time.GetTimestamp();
            hasFailed = false;
        }
        catch (DeviceException exception)
        {
            if (!hasFailed)
            {
                Log.Failed(logger, exception.Message);
            }

            hasFailed = true;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(615, LogLevel.Error, "The battery-backed clock is not kept: {Reason} See: kiosk doctor")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
