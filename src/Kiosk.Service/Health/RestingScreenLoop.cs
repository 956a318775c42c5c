using Kiosk.Cards;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Health;

/// <summary>Keeps what is shown between taps up to date: the time, who is present, a card that was left on the reader, or what the terminal waits for.</summary>
internal sealed partial class RestingScreenLoop(
    Terminal terminal, TerminalHealth health, ScreenPresenter presenter, CheckInEvents events, KioskOptions options, ILogger<RestingScreenLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Don't prompt while the card is being lifted.</summary>
    private static readonly TimeSpan TimeToTake = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Screen? shown;
    private long? answered;
    private bool hasFailed;

    // Looks once before anything else goes on, so the first screen isn't a spurious outage.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        ShowIfNew();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, terminal.Time);
        void Update(CheckInOutcome outcome)
        {
            lock (gate)
            {
                answered = terminal.Time.GetTimestamp();
            }

            ShowIfNew();
        }

        events.Answered += Update;
        terminal.Modes.Changed += ShowIfNew;
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
            terminal.Modes.Changed -= ShowIfNew;
        }
    }

    private void ShowIfNew()
    {
        // Updates appear in the order they were computed.
        lock (gate)
        {
            var resting = TryRest();
            if (shown != resting)
            {
                shown = resting;
                presenter.Rest(resting);
            }
        }
    }

    private Presence? PresenceIn(TapContext context, DateTimeOffset now)
    {
        if (context.Mode is not AdmissionMode.AtMeeting meeting)
        {
            return null;
        }

        return FeedbackMap.PresenceOf(terminal.Register.BookFor(meeting, context.Generation).Summarise(), meeting.Meeting.Kind, now);
    }

    private Screen ForIdle(TapContext context, DateTimeOffset now) =>
        FeedbackMap.ForIdle(context.Mode, PresenceIn(context, now), now, offline: terminal.Sync.Standing is { LastTry: not null, IsWell: false }, options.Touch.IsPresent);

    // The clock shows minutes: a screen that differs in seconds alone is no new screen.
    private static DateTimeOffset ToTheMinute(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMinute));

    // The roster is read from the disk, and the arrivals from the journal.
    private Screen TryRest()
    {
        try
        {
            var resting = Resting();
            hasFailed = false;
            return resting;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CacheException or JournalException)
        {
            if (!hasFailed)
            {
                Log.Failed(logger, exception);
            }

            hasFailed = true;
            return terminal.Feedback.ForOutOfService(OutOfService.Of(exception)!.Code);
        }
    }

    private Screen Resting()
    {
        var report = health.Read();
        return report.Outages is [var outage, ..] ? terminal.Feedback.ForOutOfService(outage.Code, outage.Notice)
            : IsCardLeft(report.Reader) ? new Screen.TakeCard()
            : ForIdle(report.Context!, ToTheMinute(report.Clock.Instant));
    }

    private bool IsCardLeft(ReaderState reader)
    {
        answered = reader is ReaderState.CardPresent ? answered : null;
        return answered is { } since && terminal.Time.GetElapsedTime(since) >= TimeToTake;
    }

    private static partial class Log
    {
        [LoggerMessage(501, LogLevel.Error, "The resting screen cannot say who is present; it is tried again twice a second")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
