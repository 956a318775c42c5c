using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Feedback;
using Kiosk.Verification;

namespace Kiosk.Service.CheckIn;

/// <summary>Answers a tap: journal first, screen second.</summary>
internal sealed class CheckInAnswers(CheckInRecorder recorder, FeedbackMap feedback, ReceiptSigner receipts)
{
    /// <exception cref="JournalException">The journal failed; nobody was admitted.</exception>
    public CheckInOutcome Answer(TapContext context, Verdict verdict, AdmissionDecision decision)
    {
        if (decision is AdmissionDecision.TryAgain again)
        {
            return new CheckInOutcome(again.Code, feedback.ForAnswer(context.Mode, again));
        }

        var receipt = recorder.Record(context, verdict, decision);
        var screen = decision is AdmissionDecision.Admit admit
            ? receipts.Sign(context.Mode, feedback.ForAdmission(context.Mode, admit, receipt))
            : feedback.ForAnswer(context.Mode, decision);
        return new CheckInOutcome(AdmissionDesk.CodeOf(decision), screen, receipt);
    }
}
