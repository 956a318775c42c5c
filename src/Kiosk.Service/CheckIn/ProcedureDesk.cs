using Kiosk.Ui.Screens;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// The on-screen choice of a procedure for the next tap. A choice is good for one receipt or two minutes. From the first touch until a choice is made no tap counts, so
/// that no card is used for the previous visitor's procedure.
/// </summary>
internal sealed class ProcedureDesk : IDisposable
{
    private static readonly TimeSpan ChoosingTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ChoiceTimeout = TimeSpan.FromMinutes(2);

    private readonly OfferedProcedures offered;
    private readonly ModeSwitch modes;
    private readonly ScreenPresenter presenter;
    private readonly CheckInEvents events;
    private readonly ITimer timeout;
    private readonly Lock gate = new();
    private ProcedureSelection selection = new ProcedureSelection.AtRest();

    public ProcedureDesk(OfferedProcedures offered, ModeSwitch modes, ScreenPresenter presenter, CheckInEvents events, TimeProvider time)
    {
        (this.offered, this.modes, this.presenter, this.events) = (offered, modes, presenter, events);
        timeout = time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        events.Answered += EndAfterReceipt;
        modes.Changed += ForgetIfSwitched;
    }

    /// <summary>Handles a touch, or its equivalent from the page. Ignores actions that do not fit the current step, and all actions while the standing mode is not procedures.</summary>
    public void Obey(ScreenAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (gate)
        {
            if (modes.Standing.Kind == ModeSelection.ForProcedure)
            {
                Obey(selection, action);
            }
        }
    }

    public void Dispose()
    {
        events.Answered -= EndAfterReceipt;
        modes.Changed -= ForgetIfSwitched;
        timeout.Dispose();
    }

    private void Obey(ProcedureSelection at, ScreenAction action)
    {
        switch (at, action)
        {
            case (ProcedureSelection.AtRest or ProcedureSelection.Chosen, ScreenAction.OpenChoice):
                Open();
                break;
            case (ProcedureSelection.Choosing, ScreenAction.Back):
                End();
                break;
            case (_, _) when at.After(action) is { } next:
                Show(next);
                break;
            case (ProcedureSelection.Entering entering, ScreenAction.Continue):
                Choose(entering);
                break;
            default:
                break;
        }
    }

    private void Open()
    {
        var today = offered.Today();
        if (today.Count > 0)
        {
            Show(new ProcedureSelection.Choosing(today));
            modes.AwaitChoice();
        }
    }

    private void Show(ProcedureSelection next)
    {
        selection = next;
        presenter.Show(next.Screen!);
        timeout.Change(ChoosingTimeout, Timeout.InfiniteTimeSpan);
    }

    private void Choose(ProcedureSelection.Entering entering)
    {
        if (!offered.TryChoose(entering.Procedure, entering.Typed.Length > 0 ? entering.Typed : null, entering.Missing))
        {
            Open();
            return;
        }

        selection = new ProcedureSelection.Chosen();
        timeout.Change(ChoiceTimeout, Timeout.InfiniteTimeSpan);
        presenter.EndChoice();
    }

    private void EndAfterReceipt(CheckInOutcome outcome)
    {
        if (outcome is { Screen: Screen.ProcedureReceipt, IsRepeat: false })
        {
            lock (gate)
            {
                if (selection is ProcedureSelection.Chosen)
                {
                    End();
                }
            }
        }
    }

    private void ForgetIfSwitched()
    {
        lock (gate)
        {
            if (selection is not ProcedureSelection.AtRest && !modes.HasChoice)
            {
                End();
            }
        }
    }

    private void End()
    {
        lock (gate)
        {
            if (selection is ProcedureSelection.AtRest)
            {
                return;
            }

            selection = new ProcedureSelection.AtRest();
            timeout.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            modes.Release();
            presenter.EndChoice();
        }
    }
}
