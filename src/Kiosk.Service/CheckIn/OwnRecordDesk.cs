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

    /// <summary>The page of the member's attendance that is shown; null while the record is.</summary>
    private int? page;

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
                case ScreenAction.Choose { Index: var index } when shown is not null && page is null && Enum.IsDefined((RecordField)index):
                    Mark((RecordField)index);
                    break;
                case ScreenAction.OpenAttendance when shown is { Member.Attendance: not null } && page is null:
                    Turn(to: 0);
                    break;
                case ScreenAction.TurnPage { IsForward: var isForward } when page is { } now:
                    Turn(now + (isForward ? 1 : -1));
                    break;
                case ScreenAction.Back when page is not null:
                    page = null;
                    ShowRecord();
                    break;
                case ScreenAction.OpenAttendance or ScreenAction.Continue when shown is { Card: var card } && (page is not null || action is ScreenAction.OpenAttendance):
                    Tell(() => acts.AskAttendance(card));
                    break;
                case ScreenAction.Continue when shown is { Card: var card }:
                    Tell(() => acts.Answer(card, wrong));
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

            isTold = action is ScreenAction.Continue or ScreenAction.OpenAttendance && isTold;
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

        ShowRecord();
    }

    private void ShowRecord()
    {
        Wait();
        Try(() => acts.Show(shown!.Member, wrong));
    }

    private void Turn(int to)
    {
        var attendance = shown!.Member.Attendance!;
        page = Math.Clamp(to, 0, Math.Max(0, (attendance.Sessions.Count - 1) / Screen.OwnAttendance.MaxPage));
        Wait();
        Try(() => acts.Show(attendance, page.Value));
    }

    private void Tell(Func<Screen> act)
    {
        Try(act);
        End();
        isTold = true;
    }

    private void FollowCard(CheckInOutcome outcome)
    {
        lock (gate)
        {
            isTold = false;
            if (outcome.IsRepeat)
            {
                return;
            }

            if (!isOpen)
            {
                // It was closed while the card was read: nobody could end what is shown.
                if (outcome.Look is { IsAsked: true })
                {
                    presenter.EndChoice();
                }

                return;
            }

            wrong.Clear();
            page = null;
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
        (isOpen, shown, page, visit.Asked) = (false, null, null, null);
        wrong.Clear();
        timeout.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
