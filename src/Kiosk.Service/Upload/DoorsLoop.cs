using Kiosk.Journal.Upload;
using Kiosk.Service.CheckIn;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Upload;

/// <summary>
/// Holds one request to the collector open while the terminal is at a meeting, and takes the arrivals at its other doors from it. A tap never waits for it: without the collector the door goes on alone,
/// and its screen says since when.
/// </summary>
internal sealed partial class DoorsLoop(UploadSetup setup, AttendanceRegister register, ModeSwitch modes, SecretMeetings secrets, TimeProvider time, ILogger<DoorsLoop> logger) : BackgroundService
{
    /// <summary>Without a line for so long, the connection is taken for dead.</summary>
    private static readonly TimeSpan SilenceTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(2);

    private readonly UploadSchedule schedule = new();
    private CancellationTokenSource changed = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        modes.Changed += Notice;
        try
        {
            while (true)
            {
                var current = Volatile.Read(ref changed);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, current.Token);
                try
                {
                    await Task.Delay(await RunAsync(either.Token), time, either.Token);
                }
                catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
                {
                    // Another mode: perhaps another meeting.
                }
            }
        }
        finally
        {
            modes.Changed -= Notice;
        }
    }

    /// <returns>How long to wait before the next request.</returns>
    private async Task<TimeSpan> RunAsync(CancellationToken cancellationToken)
    {
        var meeting = modes.Current is { Kind: ModeSelection.AtMeeting, Meeting: { } id } && !secrets.IsInProgress ? id : null;
        register.Others.Follow(meeting);
        if (meeting is null)
        {
            return IdleInterval;
        }

        UploadOutcome outcome;
        try
        {
            outcome = await FollowAsync(meeting, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidOperationException or FormatException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Log.Alone(logger, exception.Message);
            outcome = new UploadOutcome.Postponed(UploadPhrases.NoDoors);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A bug that one line uncovers must not keep the door alone for the rest of the meeting.
            Log.Broke(logger, exception);
            outcome = new UploadOutcome.Postponed(UploadPhrases.NoDoors);
        }

        register.Others.Lose();
        return schedule.After(outcome, isAtMeeting: true);
    }

    private async Task<UploadOutcome> FollowAsync(string meeting, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(SilenceTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        using var response = await setup.Client.OpenArrivalsAsync(meeting, register.Others.Position, either.Token);
        if ((int)response.StatusCode is not 200)
        {
            return new UploadOutcome.Postponed(UploadPhrases.NoDoors);
        }

        await using var body = await response.Content.ReadAsStreamAsync(either.Token);
        await ArrivalLines.ReadAsync(body, Take, () => silence.CancelAfter(SilenceTimeout), either.Token);
        // The collector ended it in order, as one that restarts does.
        return new UploadOutcome.Postponed(UploadPhrases.NoDoors);
    }

    private void Take(ArrivalOfOtherDoor? arrival)
    {
        if (arrival is null)
        {
            register.Others.Heard();
        }
        else if (arrival.Terminal != setup.TerminalId)
        {
            register.Learn(arrival);
        }
    }

    private void Notice()
    {
        var before = Interlocked.Exchange(ref changed, new());
        before.Cancel();
    }

    private static partial class Log
    {
        [LoggerMessage(335, LogLevel.Warning, "The other doors cannot be heard: {Reason}")]
        public static partial void Alone(ILogger logger, string reason);

        [LoggerMessage(336, LogLevel.Error, "Following the other doors failed unexpectedly")]
        public static partial void Broke(ILogger logger, Exception exception);
    }
}
