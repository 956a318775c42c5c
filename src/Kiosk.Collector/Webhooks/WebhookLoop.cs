using Kiosk.Collector.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.Webhooks;

/// <summary>Empties the outbox each second while the collector serves.</summary>
internal sealed partial class WebhookLoop(WebhookDispatcher dispatcher, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dispatcher.DispatchAsync(stoppingToken);
            }
            catch (StorageException unavailable)
            {
                Log.DatabaseUnavailable(logger, unavailable);
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                // A request that timed out is cancelled too: nothing ends the loop but its process.
                Log.Broke(logger, broken);
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(322, LogLevel.Warning, "Webhooks wait for the database.")]
        public static partial void DatabaseUnavailable(ILogger logger, Exception exception);

        [LoggerMessage(323, LogLevel.Error, "Webhooks could not be sent; they are tried again.")]
        public static partial void Broke(ILogger logger, Exception exception);
    }
}
