using Kiosk.Cards;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>The terminal's main job: a card arrived; read it, judge it, decide, record the decision, answer.</summary>
internal sealed class CheckInPipeline(CardSession session, CardJudge judge, AdmissionDesk desk, CheckInRecorder recorder, FeedbackMap feedback)
{
    /// <exception cref="OutOfServiceException">The terminal cannot serve; nobody was admitted.</exception>
    public async ValueTask<CheckInOutcome> CheckInAsync(CardArrival arrival, TapSetting setting, CancellationToken cancellationToken)
    {
        var ahead = new WorkAhead(judge, setting);
        try
        {
            return await CheckInAsync(arrival, setting, ahead, cancellationToken);
        }
        finally
        {
            await ahead.ForgetAsync();
        }
    }

    private async ValueTask<CheckInOutcome> CheckInAsync(CardArrival arrival, TapSetting setting, WorkAhead ahead, CancellationToken cancellationToken)
    {
        CardReadResult read = await session.ReadAsync(arrival, setting.Generation.Profile.Reading, ahead.Listener, cancellationToken);
        if (read is CardReadResult.Faulted { Fault: CardFault.UnusableKey, Certificate: var refused })
        {
            return AnswerOnce(setting, refused, judge.Reject(CardReadReason.Of(read)), ahead: null);
        }

        if (read is not CardReadResult.Read { Evidence: var evidence })
        {
            return new CheckInOutcome(CardReadReason.Of(read), FeedbackMap.ForCardReadFailure(read));
        }

        Judgement judgement = await ahead.JudgeAsync(evidence);
        return AnswerOnce(setting, evidence.Certificate, judgement, await ahead.LookupAsync());
    }

    private CheckInOutcome AnswerOnce(TapSetting setting, ReadOnlyMemory<byte> certificate, Judgement judgement, CardFile? ahead)
    {
        if (judge.RepeatTaps.Recall(certificate.Span, judgement.Code, setting.Occasion) is { } earlier)
        {
            return earlier with { IsRepeat = true };
        }

        var outcome = Answer(setting, judgement, ahead);
        judge.RepeatTaps.Remember(certificate.Span, judgement.Code, setting.Occasion, outcome);
        return outcome;
    }

    private CheckInOutcome Answer(TapSetting setting, Judgement judgement, CardFile? ahead)
    {
        AdmissionDecision decision = desk.Decide(setting, judgement, ahead);
        if (decision is AdmissionDecision.TryAgain again)
        {
            return new CheckInOutcome(again.Code, feedback.ForAnswer(setting.Mode, again));
        }

        JournalReceipt receipt = recorder.Record(setting, decision, judgement);
        Screen screen = decision is AdmissionDecision.Admit admit
            ? feedback.ForAdmission(setting.Mode, admit, receipt)
            : feedback.ForAnswer(setting.Mode, decision);
        return new CheckInOutcome(AdmissionDesk.CodeOf(decision), screen, receipt);
    }
}
