using Kiosk.Cards;
using Kiosk.Journal;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Health;

/// <summary>Keeps the resting screen up to date.</summary>
internal sealed partial class RestingScreenLoop(
    RestingScreen resting, ScreenPresenter presenter, CheckInEvents events, ModeSwitch modes, TimeProvider time, ILogger<RestingScreenLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Don't prompt while the card is being lifted.</summary>
    private static readonly TimeSpan TimeToTake = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Screen? shown;
    private long? answered;
    private bool hasFailed;

    // Compute the screen before anything else starts, so the first one isn't a spurious outage.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        ShowIfNew();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        void Update(CheckInOutcome outcome)
        {
            lock (gate)
            {
                answered = time.GetTimestamp();
            }

            ShowIfNew();
        }

        events.Answered += Update;
        modes.Changed += ShowIfNew;
        try
        {
            do
            {
                ShowIfNew();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        finally
        {
            events.Answered -= Update;
            modes.Changed -= ShowIfNew;
        }
    }

    private void ShowIfNew()
    {
        // Updates appear in the order they were computed.
        lock (gate)
        {
            var screen = TryRest();
            if (shown != screen)
            {
                shown = screen;
                presenter.Rest(screen);
            }
        }
    }

    private Screen TryRest()
    {
        try
        {
            var screen = resting.Now(IsCardLeft);
            hasFailed = false;
            return screen;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CacheException or JournalException)
        {
            if (!hasFailed)
            {
                Log.Failed(logger, OutOfService.Of(exception)!.Detail);
            }

            hasFailed = true;
            return resting.For(OutOfService.Of(exception)!);
        }
    }

    private bool IsCardLeft(ReaderState reader)
    {
        answered = reader is ReaderState.CardPresent ? answered : null;
        return answered is { } since && time.GetElapsedTime(since) >= TimeToTake;
    }

    private static partial class Log
    {
        [LoggerMessage(501, LogLevel.Error, "The resting screen cannot show who is present; retrying twice a second: {Sentence}")]
        public static partial void Failed(ILogger logger, string sentence);
    }
}
