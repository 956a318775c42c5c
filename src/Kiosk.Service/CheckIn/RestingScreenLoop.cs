using Kiosk.Service.Admission;
using Kiosk.Service.Configuration;
using Kiosk.Service.Feedback;
using Kiosk.Service.Health;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.CheckIn;

/// <summary>Keeps what is shown between taps up to date: the time, who is present, or what the terminal waits for.</summary>
internal sealed class RestingScreenLoop(Terminal terminal, TerminalHealth health, ScreenPresenter presenter, CheckInFeed feed, KioskOptions options) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private Screen? shown;

    // Looks once before anything else goes on, so that the first picture is no failure that is none.
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        ShowIfNew();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, terminal.Time);
        void Update(CheckInOutcome outcome) => ShowIfNew();
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
        var resting = Resting();
        if (Interlocked.Exchange(ref shown, resting) != resting)
        {
            presenter.Rest(resting);
        }
    }

    private Presence? PresenceIn(TapSetting setting, DateTimeOffset now)
    {
        if (setting.Mode is not AdmissionMode.AtMeeting meeting)
        {
            return null;
        }

        return FeedbackMap.PresenceOf(terminal.Register.BookFor(meeting, setting.Generation).Summarise(), now);
    }

    private Screen ForIdle(TapSetting setting, DateTimeOffset now) =>
        FeedbackMap.ForIdle(setting.Mode, PresenceIn(setting, now), now, offline: terminal.Sync.Standing is { LastTry: not null, IsWell: false }, options.Touch.IsPresent);

    // The clock shows minutes: a screen that differs in seconds alone is no new screen.
    private static DateTimeOffset ToTheMinute(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMinute));

    private Screen Resting()
    {
        var report = health.Read();
        return report.Obstacles is [var obstacle, ..]
            ? terminal.Feedback.ForOutOfService(obstacle.Code, obstacle.Notice)
            : ForIdle(report.Setting!, ToTheMinute(report.Clock.Instant));
    }
}
