using Kiosk.Service.Admission;
using Kiosk.Service.Cache.Rows;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// A member looks at their own record: opened by a touch at an attended desk, shown after the second tap of the same card, for a minute. The record is in memory for that time only.
/// </summary>
internal sealed class OwnRecordDesk : IDisposable
{
    private static readonly TimeSpan StepTimeout = TimeSpan.FromSeconds(60);

    private readonly ModeSwitch modes;
    private readonly OwnRecordVisit visit;
    private readonly OwnRecordActs acts;
    private readonly ScreenPresenter presenter;
    private readonly CheckInEvents events;
    private readonly bool isOffered;
    private readonly ITimer timeout;
    private readonly Lock gate = new();
    private readonly HashSet<RecordField> wrong = [];
    private bool isOpen;
    private bool isTold;
    private AdmissionDecision.LookAtRecord? shown;

    /// <param name="isOffered">Whether the terminal is one at which members may look.</param>
    public OwnRecordDesk(ModeSwitch modes, OwnRecordVisit visit, OwnRecordActs acts, ScreenPresenter presenter, CheckInEvents events, TimeProvider time, bool isOffered)
    {
        (this.modes, this.visit, this.acts, this.presenter, this.events, this.isOffered) = (modes, visit, acts, presenter, events, isOffered);
        timeout = time.CreateTimer(_ => EndAfterTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        events.Answered += FollowCard;
        modes.Changed += ForgetIfSwitched;
    }

    /// <summary>Handles a touch, or its equivalent from the page.</summary>
    public void Obey(ScreenAction action)
    {
        lock (gate)
        {
            switch (action)
            {
                case ScreenAction.OpenRecord when isOffered && !isOpen && !modes.HasChoice && modes.Standing.Kind == ModeSelection.ForProcedure:
                    isOpen = true;
                    Wait();
                    modes.AwaitRecord();
                    break;
                case ScreenAction.Choose { Index: var index } when shown is not null && Enum.IsDefined((RecordField)index):
                    Mark((RecordField)index);
                    break;
                case ScreenAction.Continue when shown is { Card: var card }:
                    Try(() => acts.Answer(card, wrong));
                    End();
                    isTold = true;
                    break;
                case ScreenAction.Back when isOpen:
                    End();
                    presenter.EndChoice();
                    break;
                case ScreenAction.Back when isTold:
                    presenter.EndChoice();
                    break;
                default:
                    break;
            }

            isTold = action is ScreenAction.Continue && isTold;
        }
    }

    public void Dispose()
    {
        events.Answered -= FollowCard;
        modes.Changed -= ForgetIfSwitched;
        timeout.Dispose();
    }

    private void Mark(RecordField field)
    {
        if (!wrong.Remove(field))
        {
            wrong.Add(field);
        }

        Wait();
        Try(() => acts.Show(shown!.Member, wrong));
    }

    private void FollowCard(CheckInOutcome outcome)
    {
        lock (gate)
        {
            isTold = false;
            if (!isOpen || outcome.IsRepeat)
            {
                return;
            }

            wrong.Clear();
            if (outcome.Look is not { } look)
            {
                End();
                return;
            }

            // A second tap shows; the first, or another card's, asks for one.
            shown = look.IsAsked ? look : null;
            visit.Asked = look.IsAsked ? null : look.Card;
            Wait();
        }
    }

    private void ForgetIfSwitched()
    {
        lock (gate)
        {
            if (isOpen && modes.Current.Kind != ModeSelection.OwnRecord)
            {
                Forget();
                // A procedure's choice has replaced the record already.
                if (!modes.HasChoice)
                {
                    presenter.EndChoice();
                }
            }
        }
    }

    private void Wait() => timeout.Change(StepTimeout, Timeout.InfiniteTimeSpan);

    private void Try(Func<Screen> act)
    {
        try
        {
            presenter.Show(act());
        }
        catch (Exception exception) when (exception is OutOfServiceException or CacheException)
        {
            // The resting screen says what the terminal waits for.
            presenter.EndChoice();
        }
    }

    private void EndAfterTime()
    {
        lock (gate)
        {
            if (isOpen)
            {
                End();
                presenter.EndChoice();
            }
        }
    }

    private void End()
    {
        lock (gate)
        {
            if (!isOpen)
            {
                return;
            }

            Forget();
            if (modes.Current.Kind == ModeSelection.OwnRecord)
            {
                modes.Release();
            }
        }
    }

    private void Forget()
    {
        (isOpen, shown, visit.Asked) = (false, null, null);
        wrong.Clear();
        timeout.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
