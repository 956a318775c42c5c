using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.CheckIn;

/// <summary>Reports what happens at the reader to the screen and to subscribers.</summary>
internal sealed class CheckInEvents(ScreenPresenter presenter)
{
    /// <summary>Raised on the check-in loop's thread after each tap; a handler must not block.</summary>
    public event Action<CheckInOutcome>? Answered;

    /// <summary>Raised on the check-in loop's thread before a card's first screen and before its answer; a handler must not block.</summary>
    public event Action? Serving;

    public void Reading()
    {
        Serving?.Invoke();
        presenter.Show(FeedbackMap.ForReading());
    }

    public void Publish(CheckInOutcome outcome)
    {
        Serving?.Invoke();
        presenter.Show(outcome.Screen);
        Answered?.Invoke(outcome);
    }
}
