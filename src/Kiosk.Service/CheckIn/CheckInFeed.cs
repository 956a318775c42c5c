using Kiosk.Service.Feedback;
using Kiosk.Service.Health;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.CheckIn;

/// <summary>Tells screen, metrics and onlookers what happens at the reader.</summary>
internal sealed class CheckInFeed(ScreenPresenter presenter, KioskMetrics metrics)
{
    /// <summary>Raised on the check-in loop's thread after each tap; a handler must not block.</summary>
    public event Action<CheckInOutcome>? Answered;

    public void Reading() => presenter.Show(FeedbackMap.ForReading());

    public void Publish(CheckInOutcome outcome)
    {
        presenter.Show(outcome.Screen);
        metrics.CountTap(outcome.Code, outcome.CardTime, outcome.TerminalTime);
        Answered?.Invoke(outcome);
    }
}
