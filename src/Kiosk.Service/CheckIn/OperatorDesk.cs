using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// The menu that an operator's card opens for 60 seconds at a meeting. Each act is recorded before it takes effect. Any other card closes it: nobody acts in the name of an operator who went away.
/// </summary>
internal sealed class OperatorDesk : IDisposable
{
    /// <summary>Who acts, as the journal's clear part says it; whose card it was is sealed.</summary>
    public const string By = "operator-card";

    private static readonly TimeSpan MenuTimeout = TimeSpan.FromSeconds(60);

    private readonly OperatorActs acts;
    private readonly FeedbackMap feedback;
    private readonly ScreenPresenter presenter;
    private readonly CheckInEvents events;
    private readonly ITimer timeout;
    private readonly Lock gate = new();
    private int focus;
    private OperatorStep step = new OperatorStep.Closed();
    private AdmissionDecision.OpenMenu? opened;

    public OperatorDesk(OperatorActs acts, FeedbackMap feedback, ScreenPresenter presenter, CheckInEvents events, TimeProvider time)
    {
        (this.acts, this.feedback, this.presenter, this.events) = (acts, feedback, presenter, events);
        timeout = time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        events.Answered += FollowCard;
    }

    /// <summary>Whose card it was, for the sealed part of a record.</summary>
    public static string NameOf(AdmissionDecision.OpenMenu card) => SealedDetails.OfCard(card.Operator.ToString());

    /// <summary>Handles a touch, a key, or the equivalent from the page. Ignored while no menu is open.</summary>
    public void Obey(ScreenAction action)
    {
        lock (gate)
        {
            switch (step, action)
            {
                case (OperatorStep.Closed, _):
                    break;
                case (OperatorStep.Main or OperatorStep.Told, ScreenAction.Back):
                case (OperatorStep.Told, ScreenAction.Continue):
                    End();
                    break;
                case (_, ScreenAction.Back):
                    presenter.Show(Enter(new OperatorStep.Main()));
                    break;
                case (_, ScreenAction.TurnPage { IsForward: var isForward }) when feedback.HasKeys && step.Items.Count is > 0 and var count:
                    presenter.Show(Enter(step, (focus + (isForward ? 1 : count - 1)) % count));
                    break;
                case (_, ScreenAction.Continue) when feedback.HasKeys:
                    Choose(focus);
                    break;
                case (_, ScreenAction.Choose { Index: var index }):
                    Choose(index);
                    break;
                default:
                    break;
            }
        }
    }

    public void Dispose()
    {
        events.Answered -= FollowCard;
        timeout.Dispose();
    }

    private void Choose(int index)
    {
        if (index < step.Items.Count)
        {
            Follow(Try(() => acts.Choose(step, index, opened!)));
        }
    }

    private void Follow(OperatorStep next)
    {
        if (next is OperatorStep.Closed)
        {
            End();
            return;
        }

        presenter.Show(Enter(next));
    }

    private Screen.OperatorMenu Enter(OperatorStep next, int at = 0)
    {
        (step, focus) = (next, at);
        return feedback.ForMenu(next.Title, next.Items, opened!.Name, at);
    }

    private static OperatorStep Try(Func<OperatorStep> act)
    {
        try
        {
            return act();
        }
        catch (Exception exception) when (exception is ModeException or CacheException or OutOfServiceException or IOException)
        {
            return new OperatorStep.Told(exception is SentenceException known ? known.Sentence : new("Máy chưa làm được việc này.", "This was not done."));
        }
    }

    private void FollowCard(CheckInOutcome outcome)
    {
        lock (gate)
        {
            if (outcome.Menu is { } card)
            {
                opened = card;
                // Of the card, not of a touch: whoever finds a menu open does not keep it so.
                timeout.Change(MenuTimeout, Timeout.InfiniteTimeSpan);
                _ = Enter(new OperatorStep.Main());
            }
            else
            {
                End();
            }
        }
    }

    private void End()
    {
        lock (gate)
        {
            if (step is OperatorStep.Closed)
            {
                return;
            }

            (step, opened) = (new OperatorStep.Closed(), null);
            timeout.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            presenter.EndChoice();
        }
    }
}
