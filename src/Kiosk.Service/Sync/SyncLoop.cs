using Kiosk.Durability;
using Kiosk.Service.Cache.Rows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Sync;

/// <summary>Syncs on schedule for as long as the service runs. A failed sync does not affect later ones.</summary>
internal sealed partial class SyncLoop(SyncSetup setup, TimeProvider time, ILogger<SyncLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var schedule = new SyncSchedule();
        await Task.Delay(SyncSchedule.First(), time, stoppingToken);
        while (true)
        {
            var outcome = await RunAsync(stoppingToken);
            var wait = schedule.After(outcome, setup.Status.Standing.Policy.Interval, setup.Budget.Wait);
            await Task.Delay(wait, time, stoppingToken);
        }
    }

    private async Task<SyncOutcome> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await setup.Sync.RunAsync(setup.Source!, cancellationToken);
            Log.Ended(logger, outcome.GetType().Name, outcome.Sentence);
            return outcome;
        }
        catch (Exception e) when (e is IOException or CacheException or UnauthorizedAccessException)
        {
            Log.Failed(logger, e.Message);
            return new SyncOutcome.Refused(SystemRefusal.SentenceOf(e));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A bug triggered by one feed must not stop later syncs.
            Log.Broke(logger, e);
            return new SyncOutcome.Refused(SystemRefusal.SentenceOf(e));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(300, LogLevel.Information, "Sync: {Outcome}: {Sentence}")]
        public static partial void Ended(ILogger logger, string outcome, string sentence);

        [LoggerMessage(301, LogLevel.Error, "Sync failed: {Sentence}")]
        public static partial void Failed(ILogger logger, string sentence);

        [LoggerMessage(302, LogLevel.Error, "Sync failed unexpectedly")]
        public static partial void Broke(ILogger logger, Exception exception);
    }
}
