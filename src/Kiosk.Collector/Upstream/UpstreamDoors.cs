using Kiosk.Journal.Upload;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.Upstream;

/// <summary>Holds one request to the upstream collector open for each meeting that a door here follows, and tells the doors of the arrivals at other halls.</summary>
/// <param name="book">Where all of it is written down.</param>
internal sealed partial class UpstreamDoors(UpstreamSetup setup, ToldBook book, ILogger logger) : BackgroundService
{
    private const int MaxMeetings = 100;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Without a line for so long, the connection is taken for dead.</summary>
    private static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var followed = new Dictionary<string, CancellationTokenSource>(StringComparer.Ordinal);
        while (true)
        {
            var wanted = setup.Hub.InUse;
            // Nobody asks for them any more: others get their turn.
            foreach (var meeting in followed.Keys.Except(wanted, StringComparer.Ordinal).ToList())
            {
                followed.Remove(meeting, out var ended);
                await ended!.CancelAsync();
                ended.Dispose();
            }

            foreach (var meeting in wanted.Where(meeting => !followed.ContainsKey(meeting)).Take(MaxMeetings - followed.Count).ToList())
            {
                var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                followed.Add(meeting, ended);
                _ = UntilEndedAsync(meeting, ended.Token);
            }

            await Task.Delay(LookInterval, setup.Time, stoppingToken);
        }
    }

    private async Task UntilEndedAsync(string meeting, CancellationToken ended)
    {
        try
        {
            await FollowAsync(meeting, ended);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // As wanted.
        }
    }

    private async Task FollowAsync(string meeting, CancellationToken cancellationToken)
    {
        var (schedule, position) = (new UploadSchedule(), 0UL);
        while (!cancellationToken.IsCancellationRequested)
        {
            UploadOutcome outcome = new UploadOutcome.Postponed(UploadPhrases.NoDoors);
            try
            {
                using var silence = new CancellationTokenSource(SilenceTimeout, setup.Time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
                using var response = await setup.Client.OpenArrivalsAsync(meeting, position, either.Token);
                if (response.IsSuccessStatusCode)
                {
                    await using var body = await response.Content.ReadAsStreamAsync(either.Token);
                    await ArrivalLines.ReadAsync(
                        body,
                        arrival =>
                        {
                            schedule.After(new UploadOutcome.Stored(new(0)), isAtMeeting: true);
                            position = arrival?.Position ?? position;
                            setup.Hub.Learn(meeting, arrival);
                            book.Note(meeting, arrival);
                        },
                        () => silence.CancelAfter(SilenceTimeout),
                        either.Token);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidOperationException or FormatException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                Log.Alone(logger, exception.Message);
            }

            await Task.Delay(schedule.After(outcome, isAtMeeting: true), setup.Time, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(343, LogLevel.Warning, "The other halls cannot be heard: {Reason}")]
        public static partial void Alone(ILogger logger, string reason);
    }
}
