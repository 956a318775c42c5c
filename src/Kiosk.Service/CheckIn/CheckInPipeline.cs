using System.Text;
using Kiosk.Cards;
using Kiosk.Feed.Invitations;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Feedback;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>The check-in pipeline, the terminal's main job: read the card, verify it, decide, record the decision, answer.</summary>
internal sealed class CheckInPipeline(CardSession session, CardJudge judge, RepeatTapGuard repeatTaps, AdmissionDesk desk, CheckInAnswers answers)
{
    /// <exception cref="CacheException">The cache cannot be read; nobody was admitted.</exception>
    /// <exception cref="JournalException">The journal failed; nobody was admitted.</exception>
    /// <exception cref="OutOfServiceException">The terminal cannot serve for another reason; nobody was admitted.</exception>
    public async ValueTask<CheckInOutcome> CheckInAsync(CardArrival arrival, TapContext context, CancellationToken cancellationToken)
    {
        CardReadResult read = await session.ReadAsync(arrival, context.Generation.Profile.Reading, cancellationToken);
        try
        {
            CheckInOutcome outcome = read switch
            {
                CardReadResult.Read { Evidence: var evidence } => AnswerOnce(context, new Shown.Card(evidence.Certificate, judge.Judge(evidence, context))),
                CardReadResult.Faulted { Fault: CardFault.UnusableKey, Certificate: var refused } => AnswerOnce(context, new Shown.Card(refused, new Verdict.Rejected(CardReadReason.Of(read)))),
                _ => new CheckInOutcome(CardReadReason.Of(read), FeedbackMap.ForCardReadFailure(read)),
            };
            return outcome with { Instant = context.Clock.Instant };
        }
        finally
        {
            // Drop everything that came from the card, including what the verifier cached about it.
            context.Generation.Trust.Forget();
            read.Erase();
        }
    }

    /// <summary>The same line for whoever shows a signed invitation in place of a card.</summary>
    /// <param name="code">As the scanner read it.</param>
    /// <inheritdoc cref="CheckInAsync"/>
    public CheckInOutcome CheckIn(string code, TapContext context)
    {
        var judgement = context.Mode is AdmissionMode.AtMeeting at ? InvitationJudgement.Of(code, at.Meeting, context.Clock.Instant) : null;
        return AnswerOnce(context, new Shown.Invitation(Encoding.UTF8.GetBytes(code), judgement)) with { Instant = context.Clock.Instant };
    }

    private CheckInOutcome AnswerOnce(TapContext context, Shown shown)
    {
        if (repeatTaps.Recall(shown.Bytes.Span, shown.Code, context.Occasion) is { } earlier)
        {
            return earlier with { IsRepeat = true };
        }

        AdmissionDecision decision = desk.Decide(context, shown);
        CheckInOutcome outcome = answers.Answer(context, shown.AsOf, decision);
        if (decision is not (AdmissionDecision.OpenMenu or AdmissionDecision.Acknowledge or AdmissionDecision.LookAtRecord))
        {
            repeatTaps.Remember(shown.Bytes.Span, shown.Code, context.Occasion, outcome);
        }

        return outcome;
    }
}
