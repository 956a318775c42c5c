using Kiosk.Service.Health;
using Kiosk.Ui.Screens;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.CheckIn;

/// <summary>Keeps what is shown between taps up to date: the time, who is present, or what the terminal waits for.</summary>
internal sealed class RestingScreenLoop(Terminal terminal, TerminalHealth health, ScreenPresenter presenter, CheckInFeed feed) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private Screen? shown;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, terminal.Time);
        void Update(CheckInOutcome outcome) => ShowIfNew();
        feed.Answered += Update;
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
        }
    }

    private void ShowIfNew()
    {
        var resting = Resting();
        if (Interlocked.Exchange(ref shown, resting) != resting)
        {
            presenter.Show(resting);
        }
    }

    private Screen Resting()
    {
        var report = health.Read();
        return report.Obstacles is [var obstacle, ..]
            ? terminal.Feedback.ForObstacle(obstacle)
            : terminal.Feedback.ForIdle(report.Setting!, terminal.Register, report.Clock.Instant);
    }
}
