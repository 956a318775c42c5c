using Kiosk.Collector.Doors;
using Kiosk.Collector.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.Serving;

/// <summary>Reads the meetings that are followed from the database again: a stick is imported by another process, and its arrivals are the doors' to know.</summary>
internal sealed partial class ArrivalRefresh(ArrivalHub hub, TimeProvider time, ILogger logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, time, stoppingToken);
            try
            {
                foreach (var meeting in hub.InUse)
                {
                    await hub.RefreshAsync(meeting, stoppingToken);
                    hub.IsBehind = false;
                }
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                hub.IsBehind |= broken is StorageException;
                Log.NotRead(logger, broken.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(325, LogLevel.Warning, "Arrivals were not read again: {Sentence}")]
        public static partial void NotRead(ILogger logger, string sentence);
    }
}
