using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Sync;

/// <summary>Maintains the cache during quiet hours for as long as the service runs.</summary>
internal sealed partial class UpkeepLoop(SyncSetup setup, TimeProvider time, ILogger<UpkeepLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(UpkeepSchedule.Wait(time.GetUtcNow(), setup.Status.Standing.Policy.QuietHours), time, stoppingToken);
            await RunAsync(stoppingToken);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await new CacheUpkeep(setup.Site, time).RunAsync(cancellationToken);
            if (outcome is UpkeepOutcome.Damaged)
            {
                Log.Damaged(logger, outcome.Sentence.English);
            }
            else
            {
                Log.Ended(logger, outcome.Sentence.English);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A disk failure tonight must not stop later runs.
            Log.Failed(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(310, LogLevel.Information, "Cache: {Sentence}")]
        public static partial void Ended(ILogger logger, string sentence);

        [LoggerMessage(311, LogLevel.Error, "Cache: {Sentence}")]
        public static partial void Damaged(ILogger logger, string sentence);

        [LoggerMessage(312, LogLevel.Error, "The cache could not be looked after")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
