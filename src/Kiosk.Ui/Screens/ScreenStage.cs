namespace Kiosk.Ui.Screens;

/// <summary>Which screen stands in front at an instant, by the rules of <see cref="ScreenPresenter"/>. Instants only grow. Not thread-safe.</summary>
internal sealed class ScreenStage(Screen first)
{
    private Screen resting = first;
    private Screen? passing;
    private TimeSpan passingEnds;
    private long turn;

    public void Enter(Screen screen, TimeSpan now)
    {
        EndPassingAt(now);
        if (!screen.IsResting)
        {
            passing = screen;
            passingEnds = now + screen.Dwell;
            turn++;
            return;
        }

        if (screen is Screen.OutOfService && passing is Screen.Reading)
        {
            EndPassing();
        }

        if (screen != resting)
        {
            resting = screen;
            turn += passing is null ? 1 : 0;
        }
    }

    /// <returns>
    /// The screen in front; a number that changes whenever it has to be drawn again; and after which time it gives way by itself
    /// (<see cref="Timeout.InfiniteTimeSpan"/>: never).
    /// </returns>
    public (Screen Screen, long Turn, TimeSpan Remaining) FrontAt(TimeSpan now)
    {
        EndPassingAt(now);
        return passing is null ? (resting, turn, Timeout.InfiniteTimeSpan) : (passing, turn, passingEnds - now);
    }

    public void EndChoice()
    {
        if (passing is Screen.ProcedureChoice or Screen.CaseEntry)
        {
            EndPassing();
        }
    }

    private void EndPassingAt(TimeSpan now)
    {
        if (passing is not null && now >= passingEnds)
        {
            EndPassing();
        }
    }

    private void EndPassing()
    {
        passing = null;
        turn++;
    }
}
