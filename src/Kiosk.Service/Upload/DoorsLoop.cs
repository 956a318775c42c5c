using Kiosk.Journal;
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
    private string? remembered;

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
            Keep(file => file.Write());
        }
    }

    /// <returns>How long to wait before the next request.</returns>
    internal async Task<TimeSpan> RunAsync(CancellationToken cancellationToken)
    {
        var meeting = secrets.IsInProgress ? null : modes.Followed;
        register.Others.Follow(meeting);
        if (meeting is null)
        {
            remembered = null;
            return IdleInterval;
        }

        Remember(meeting);

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
        Keep(file => file.Write());
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
            if (remembered is not null)
            {
                setup.Doors.Hear();
            }
        }
        else if (!setup.IsOwn(arrival) && register.Learn(arrival) && remembered is not null)
        {
            setup.Doors.Add(arrival);
        }

        Keep(file => file.WriteIfDue());
    }

    /// <summary>Takes up what was heard of the meeting before the terminal was started.</summary>
    private void Remember(string meeting)
    {
        // At a door without staff passages count for a day only, and never end: they are asked for anew.
        if (remembered != meeting && !meeting.StartsWith(JournalRecord.PointMark, StringComparison.Ordinal))
        {
            remembered = meeting;
            Keep(file => Learn(file.Open(meeting)));
        }
    }

    private void Learn((IReadOnlyList<ArrivalOfOtherDoor> Arrivals, DateTimeOffset HeardAt)? kept)
    {
        if (kept is var (arrivals, heardAt))
        {
            foreach (var arrival in arrivals)
            {
                register.Learn(arrival);
            }

            register.Others.Remember(time.GetUtcNow() - heardAt);
        }
    }

    private void Keep(Action<DoorsFile> use)
    {
        try
        {
            use(setup.Doors);
        }
        catch (IOException exception)
        {
            // The door goes on; a restart then asks the collector for everything.
            Log.NotKept(logger, exception.Message);
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

        [LoggerMessage(337, LogLevel.Warning, "What the other doors told is not kept for a restart: {Reason}")]
        public static partial void NotKept(ILogger logger, string reason);

        [LoggerMessage(336, LogLevel.Error, "Following the other doors failed unexpectedly")]
        public static partial void Broke(ILogger logger, Exception exception);
    }
}
