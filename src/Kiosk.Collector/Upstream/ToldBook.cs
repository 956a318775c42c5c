using Kiosk.Collector.Storage;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.Upstream;

/// <summary>Writes down what the upstream collector tells of other halls. Neither doors nor pages wait for it; what the database refuses is tried again. Thread-safe.</summary>
internal sealed partial class ToldBook(ToldStore store, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>So often it is written down that nothing is new.</summary>
    private static readonly TimeSpan HeardInterval = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Page> pages = new(StringComparer.Ordinal);

    /// <param name="arrival">Null if there is nothing new.</param>
    public void Note(string meeting, ArrivalOfOtherDoor? arrival)
    {
        // A point's passages are no attendance, and are forgotten after a day.
        if (meeting.StartsWith(JournalRecord.PointMark, StringComparison.Ordinal))
        {
            return;
        }

        lock (gate)
        {
            var page = pages.TryGetValue(meeting, out var known) ? known : pages[meeting] = new();
            page.Heard = time.GetUtcNow();
            page.Unwritten.AddRange(arrival is null ? [] : [arrival]);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, time, stoppingToken);
            await WriteAsync(stoppingToken);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (meeting, page, arrivals, heard) in Due())
            {
                await store.KeepAsync(meeting, arrivals, heard, cancellationToken);
                lock (gate)
                {
                    page.Unwritten.RemoveRange(0, arrivals.Count);
                    page.Written = heard;
                }
            }
        }
        catch (StorageException unavailable)
        {
            Log.DatabaseUnavailable(logger, unavailable);
        }
    }

    private List<(string Meeting, Page Page, IReadOnlyList<ArrivalOfOtherDoor> Arrivals, DateTimeOffset Heard)> Due()
    {
        lock (gate)
        {
            return
            [
                .. pages.Where(one => one.Value is var page && (page.Unwritten.Count > 0 || page.Heard - page.Written >= HeardInterval))
                    .Select(one => (one.Key, one.Value, (IReadOnlyList<ArrivalOfOtherDoor>)[.. one.Value.Unwritten], one.Value.Heard)),
            ];
        }
    }

    private sealed class Page
    {
        public List<ArrivalOfOtherDoor> Unwritten { get; } = [];

        public DateTimeOffset Heard { get; set; }

        public DateTimeOffset Written { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(344, LogLevel.Warning, "What other halls recorded waits for the database")]
        public static partial void DatabaseUnavailable(ILogger logger, Exception exception);
    }
}
