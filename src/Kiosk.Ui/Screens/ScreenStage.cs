namespace Kiosk.Ui.Screens;

/// <summary>Which screen stands in front at an instant, by the rules of <see cref="ScreenPresenter"/>. Instants only grow. Not thread-safe.</summary>
internal sealed class ScreenStage(Screen first)
{
    private Screen resting = first;
    private Screen? passing;
    private Screen? waiting;
    private TimeSpan passingBegan;
    private long turn;

    private TimeSpan MayGiveWay => passing is { IsAnswer: true } ? passingBegan + ScreenPresenter.LeastDwell : passingBegan;

    /// <summary>What is to be seen now, or as soon as the answer before it was.</summary>
    public void Enter(Screen screen, TimeSpan now)
    {
        SettleAt(now);
        if (screen is Screen.OutOfService)
        {
            waiting = null;
            EndPassing();
            Rest(screen, now);
        }
        else if (screen.IsResting)
        {
            Rest(screen, now);
        }
        else if (now >= MayGiveWay || IsWarning(screen))
        {
            Pass(screen, now);
        }
        else if (waiting is not { IsAnswer: true } || screen is not Screen.Reading)
        {
            waiting = screen;
        }
    }

    /// <summary>What is to be seen whenever nothing passes.</summary>
    public void Rest(Screen screen, TimeSpan now)
    {
        SettleAt(now);
        if (screen is Screen.OutOfService)
        {
            waiting = waiting is Screen.Reading ? null : waiting;
            if (passing is Screen.Reading)
            {
                EndPassing();
            }
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
        SettleAt(now);
        return passing is null ? (resting, turn, Timeout.InfiniteTimeSpan) : (passing, turn, NextChange() - now);
    }

    /// <summary>Nobody chooses any more.</summary>
    public void EndChoice(TimeSpan now)
    {
        SettleAt(now);
        waiting = IsChoice(waiting) ? null : waiting;
        if (IsChoice(passing))
        {
            EndPassing();
        }
    }

    // Nobody may go in by the green of the one before: whoever is not welcome is told at once.
    private static bool IsWarning(Screen screen) => screen is { IsAnswer: true, Mood: Mood.Stop or Mood.Attention };

    private static bool IsChoice(Screen? screen) => screen is Screen.ProcedureChoice or Screen.CaseEntry;

    private TimeSpan NextChange() => waiting is null ? passingBegan + passing!.Dwell : MayGiveWay;

    private void SettleAt(TimeSpan now)
    {
        while (passing is not null && now >= NextChange())
        {
            if (waiting is { } next)
            {
                Pass(next, MayGiveWay);
            }
            else
            {
                EndPassing();
            }
        }
    }

    private void Pass(Screen screen, TimeSpan began)
    {
        (passing, waiting, passingBegan) = (screen, null, began);
        turn++;
    }

    private void EndPassing()
    {
        turn += passing is null ? 0 : 1;
        passing = null;
    }
}
