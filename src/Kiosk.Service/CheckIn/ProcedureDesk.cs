using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache.Rows;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// Lets whoever stands at a desk for procedures choose on the screen what the next tap is for: procedure, then file number. A choice counts for one receipt or two
/// minutes. From the first touch on until something is chosen no tap counts, so that no card goes to the procedure of the one before.
/// </summary>
internal sealed class ProcedureDesk : IDisposable
{
    private const int PageLength = Screen.ProcedureChoice.GreatestPage;
    private static readonly TimeSpan ChoosingTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ChoiceTimeout = TimeSpan.FromMinutes(2);

    private readonly Terminal terminal;
    private readonly ScreenPresenter presenter;
    private readonly CheckInEvents events;
    private readonly ITimer timeout;
    private readonly Lock gate = new();
    private Stage stage;
    private Procedure[] procedures = [];
    private int page;
    private Procedure? procedure;
    private string typed = "";

    public ProcedureDesk(Terminal terminal, ScreenPresenter presenter, CheckInEvents events)
    {
        (this.terminal, this.presenter, this.events) = (terminal, presenter, events);
        timeout = terminal.Time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        events.Answered += EndAfterReceipt;
        terminal.Modes.Changed += ForgetIfSwitched;
    }

    private enum Stage
    {
        /// <summary>Nothing was touched.</summary>
        AtRest = 0,

        Choosing,
        Entering,

        /// <summary>The next tap is for what was chosen.</summary>
        Chosen,
    }

    private int PageCount => (procedures.Length + PageLength - 1) / PageLength;

    /// <summary>Does what was touched, or what the page says was. What does not fit how far the choice has come is passed over, and so is everything where the terminal does not serve procedures.</summary>
    public void Obey(ScreenAction action)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (gate)
        {
            if (terminal.Modes.Standing.Kind == ModeSelection.ForProcedure)
            {
                Obey(stage, action);
            }
        }
    }

    public void Dispose()
    {
        events.Answered -= EndAfterReceipt;
        terminal.Modes.Changed -= ForgetIfSwitched;
        timeout.Dispose();
    }

    private void Obey(Stage at, ScreenAction action)
    {
        switch (at, action)
        {
            case (Stage.AtRest or Stage.Chosen, ScreenAction.OpenChoice):
                Open();
                break;
            case (Stage.Choosing, ScreenAction.OpenChoice):
                ShowChoice(page);
                break;
            case (Stage.Choosing, ScreenAction.Choose { Index: var index }) when procedures.ElementAtOrDefault((page * PageLength) + index) is { } wanted:
                procedure = wanted;
                ShowEntry("");
                break;
            case (Stage.Choosing, ScreenAction.TurnPage { IsForward: var isForward }):
                ShowChoice(Math.Clamp(page + (isForward ? 1 : -1), 0, PageCount - 1));
                break;
            case (Stage.Choosing, ScreenAction.Back):
                End();
                break;
            case (Stage.Entering, ScreenAction.OpenChoice):
                ShowEntry(typed);
                break;
            case (Stage.Entering, ScreenAction.Type { Key: var key }) when typed.Length < CaseNumber.GreatestLength && (char.IsLetterOrDigit(key) || key is '-' or '/' or '.'):
                ShowEntry(typed + key);
                break;
            case (Stage.Entering, ScreenAction.Erase):
                ShowEntry(typed.Length > 0 ? typed[..^1] : "");
                break;
            case (Stage.Entering, ScreenAction.Back):
                ShowChoice(page);
                break;
            case (Stage.Entering, ScreenAction.Continue):
                Choose();
                break;
            default:
                break;
        }
    }

    private void Open()
    {
        try
        {
            var today = VietnamCalendar.DateOf(terminal.Clock.Read().Instant);
            procedures = [.. terminal.Cache.Current.Procedures.Where(one => one.IsValidOn(today))];
        }
        catch (CacheException)
        {
            // Without a cache the terminal is out of service, and its screen says so.
            return;
        }

        if (procedures.Length > 0)
        {
            ShowChoice(0);
            terminal.Modes.AwaitChoice();
        }
    }

    private void ShowChoice(int wanted)
    {
        (stage, page) = (Stage.Choosing, wanted);
        Show(new Screen.ProcedureChoice([.. procedures.Skip(page * PageLength).Take(PageLength).Select(NameOf)], page + 1, PageCount), ChoosingTimeout);
    }

    private void ShowEntry(string number, bool isRefused = false)
    {
        (stage, typed) = (Stage.Entering, number);
        Show(new Screen.CaseEntry(NameOf(procedure!), typed, isRefused), ChoosingTimeout);
    }

    private void Show(Screen screen, TimeSpan until)
    {
        presenter.Show(screen);
        timeout.Change(until, Timeout.InfiniteTimeSpan);
    }

    private void Choose()
    {
        if (typed.Length > 0 && !CaseNumber.TryParse(typed, out _))
        {
            ShowEntry(typed, isRefused: true);
            return;
        }

        try
        {
            var selection = new ModeSelection(ModeSelection.ForProcedure, Procedure: procedure!.Code, CaseNumber: typed.Length > 0 ? typed : null);
            terminal.Modes.Choose(selection, terminal.Cache.Current, terminal.Clock.Read().Instant);
        }
        catch (Exception exception) when (exception is ModeException or CacheException)
        {
            // The catalogue was replaced meanwhile and no longer has the procedure: choose again from the new one.
            Open();
            return;
        }

        stage = Stage.Chosen;
        timeout.Change(ChoiceTimeout, Timeout.InfiniteTimeSpan);
        presenter.EndChoice();
    }

    private void EndAfterReceipt(CheckInOutcome outcome)
    {
        if (outcome is { Screen: Screen.ProcedureReceipt, IsRepeat: false })
        {
            lock (gate)
            {
                if (stage is Stage.Chosen)
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
            if (stage is not Stage.AtRest && !terminal.Modes.HasChoice)
            {
                End();
            }
        }
    }

    private void End()
    {
        lock (gate)
        {
            if (stage is Stage.AtRest)
            {
                return;
            }

            stage = Stage.AtRest;
            timeout.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            terminal.Modes.Release();
            presenter.EndChoice();
        }
    }

    private static Phrase NameOf(Procedure one) => new(one.Vietnamese, one.English);
}
