using Kiosk.Service.Admission;
using Kiosk.Service.Feedback;
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

    private AttendanceSummary? AttendanceIn(TapSetting setting) =>
        setting.Mode is AdmissionMode.AtMeeting meeting ? terminal.Register.BookFor(meeting, setting.Generation).Summarise() : null;

    private Screen Resting()
    {
        var report = health.Read();
        return report.Obstacles is [var obstacle, ..]
            ? terminal.Feedback.ForOutOfService(obstacle.Code, obstacle.Detail)
            : FeedbackMap.ForIdle(report.Setting!.Mode, AttendanceIn(report.Setting), report.Clock.Instant);
    }
}
