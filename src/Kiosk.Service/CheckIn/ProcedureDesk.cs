using Kiosk.Ui.Screens;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// Lets whoever stands at a desk for procedures choose on the screen what the next tap is for. A choice counts for one receipt or two minutes. From the first touch
/// on until something is chosen no tap counts, so that no card goes to the procedure of the one before.
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

    /// <summary>Does what was touched, or what the page says was. What does not fit how far the choice has come is passed over, and so is everything where the terminal does not serve procedures.</summary>
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
        if (!offered.TryChoose(entering.Procedure, entering.Typed.Length > 0 ? entering.Typed : null))
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
