using Kiosk.Collector.Enrolling;
using Kiosk.Feed.Reading;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.Roll;

/// <summary>Reads the desk's list of terminals from its feed, at the start and every quarter of an hour.</summary>
/// <param name="root">The root that the desk handed over; null once one is trusted.</param>
/// <param name="desk">Learns of revocations; null if terminals enrol elsewhere.</param>
internal sealed partial class RollRefresh(TerminalRoll roll, IFeedContent feed, byte[]? root, EnrolmentDesk? desk, TimeProvider time, ILogger<RollRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Apart from the call below, whose arguments nobody evaluates without a desk.
                var read = await roll.UpdateAsync(feed, root, time.GetUtcNow(), stoppingToken);
                desk?.Apply(read.Terminals);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever a feed holds, journals are taken in; what was read before stays in force, and the next round tries again.
                Log.Failed(log, e.Message);
            }

            await Task.Delay(Interval, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(320, LogLevel.Warning, "The list of terminals was not read: {Sentence}")]
        public static partial void Failed(ILogger logger, string sentence);
    }
}
