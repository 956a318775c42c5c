using Kiosk.Hardware.Readers;
using Kiosk.Service.Admission;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Service.Health;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.CheckIn;

/// <summary>Keeps what is shown between taps up to date: the time, who is present, a card that was left on the reader, or what the terminal waits for.</summary>
internal sealed class RestingScreenLoop(Terminal terminal, TerminalHealth health, ScreenPresenter presenter, CheckInFeed feed, KioskOptions options) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Don't prompt while the card is being lifted.</summary>
    private static readonly TimeSpan TimeToTake = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Screen? shown;
    private long? answered;

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

        feed.Answered += Update;
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
            feed.Answered -= Update;
            terminal.Modes.Changed -= ShowIfNew;
        }
    }

    private void ShowIfNew()
    {
        // Updates appear in the order they were computed.
        lock (gate)
        {
            var resting = Resting();
            if (shown != resting)
            {
                shown = resting;
                presenter.Rest(resting);
            }
        }
    }

    private Presence? PresenceIn(TapSetting setting, DateTimeOffset now)
    {
        if (setting.Mode is not AdmissionMode.AtMeeting meeting)
        {
            return null;
        }

        return FeedbackMap.PresenceOf(terminal.Register.BookFor(meeting, setting.Generation).Summarise(), meeting.Meeting.Kind, now);
    }

    private Screen ForIdle(TapSetting setting, DateTimeOffset now) =>
        FeedbackMap.ForIdle(setting.Mode, PresenceIn(setting, now), now, offline: terminal.Sync.Standing is { LastTry: not null, IsWell: false }, options.Touch.IsPresent);

    // The clock shows minutes: a screen that differs in seconds alone is no new screen.
    private static DateTimeOffset ToTheMinute(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMinute));

    private Screen Resting()
    {
        var report = health.Read();
        return report.Obstacles is [var obstacle, ..] ? terminal.Feedback.ForOutOfService(obstacle.Code, obstacle.Notice)
            : IsCardLeft(report.Reader) ? new Screen.TakeCard()
            : ForIdle(report.Setting!, ToTheMinute(report.Clock.Instant));
    }

    private bool IsCardLeft(ReaderState reader)
    {
        answered = reader is ReaderState.CardPresent ? answered : null;
        return answered is { } since && terminal.Time.GetElapsedTime(since) >= TimeToTake;
    }
}
