using Kiosk.Journal.Upload;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.Upstream;

/// <summary>Holds one request to the upstream collector open for each meeting that a door here follows, and tells the doors of the arrivals at other halls.</summary>
internal sealed partial class UpstreamDoors(UpstreamSetup setup, ILogger logger) : BackgroundService
{
    private const int MaxMeetings = 100;

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Without a line for so long, the connection is taken for dead.</summary>
    private static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var followed = new Dictionary<string, Task>(StringComparer.Ordinal);
        while (true)
        {
            foreach (var meeting in setup.Hub.Meetings.Where(meeting => !followed.ContainsKey(meeting)).Take(MaxMeetings - followed.Count).ToList())
            {
                followed.Add(meeting, FollowAsync(meeting, stoppingToken));
            }

            await Task.Delay(LookInterval, setup.Time, stoppingToken);
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
