namespace Kiosk.Ui.Screens;

/// <summary>Computes which screen is in front at an instant, by the rules of <see cref="ScreenPresenter"/>. Instants must not decrease. Not thread-safe.</summary>
internal sealed class ScreenStage(Screen first)
{
    private Screen resting = first;
    private Screen? passing;
    private Screen? waiting;
    private TimeSpan passingBegan;
    private long turn;

    private TimeSpan ReplaceableFrom => passing is { IsAnswer: true } ? passingBegan + ScreenPresenter.MinDwell : passingBegan;

    /// <summary>Submits a screen to show now, or once the current answer may be replaced.</summary>
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
        else if (now >= ReplaceableFrom || IsWarning(screen))
        {
            Pass(screen, now);
        }
        else if (waiting is not { IsAnswer: true } || screen is not Screen.Reading)
        {
            waiting = screen;
        }
    }

    /// <summary>Changes the resting screen.</summary>
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
    /// The screen in front; a number that changes whenever it must be drawn again; and the time after which it is replaced by itself
    /// (<see cref="Timeout.InfiniteTimeSpan"/> for never).
    /// </returns>
    public (Screen Screen, long Turn, TimeSpan Remaining) FrontAt(TimeSpan now)
    {
        SettleAt(now);
        return passing is null ? (resting, turn, Timeout.InfiniteTimeSpan) : (passing, turn, NextChange() - now);
    }

    /// <summary>Dismisses a choice that is shown or held.</summary>
    public void EndChoice(TimeSpan now)
    {
        SettleAt(now);
        waiting = waiting is { IsChoice: true } ? null : waiting;
        if (passing is { IsChoice: true })
        {
            EndPassing();
        }
    }

    // Anybody not welcome is told at once: nobody may walk in on the previous person's green.
    private static bool IsWarning(Screen screen) => screen is { IsAnswer: true, Mood: Mood.Stop or Mood.Attention };

    private TimeSpan NextChange() => waiting is null ? passingBegan + passing!.Dwell : ReplaceableFrom;

    private void SettleAt(TimeSpan now)
    {
        while (passing is not null && now >= NextChange())
        {
            if (waiting is { } next)
            {
                Pass(next, ReplaceableFrom);
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
