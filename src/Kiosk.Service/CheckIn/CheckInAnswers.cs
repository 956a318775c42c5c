using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.CheckIn;

/// <summary>Answers a tap: journal first, screen second.</summary>
internal sealed class CheckInAnswers(CheckInRecorder recorder, FeedbackMap feedback, ReceiptSigner receipts, ClerkShift shift, CardHandover handover, OperatorAttention attention, RepeatTapGuard repeatTaps)
{
    /// <param name="asOf">Until when revocations were known; null where nothing was asked of them.</param>
    /// <exception cref="JournalException">The journal failed; nobody was admitted.</exception>
    public CheckInOutcome Answer(TapContext context, DateTimeOffset? asOf, AdmissionDecision decision)
    {
        if (decision is AdmissionDecision.TryAgain again)
        {
            return new CheckInOutcome(again.Code, feedback.ForAnswer(context.Mode, again));
        }

        if (decision is AdmissionDecision.Leave { Already: not null })
        {
            return new CheckInOutcome(AdmissionDesk.CodeOf(decision), feedback.ForAnswer(context.Mode, decision));
        }

        if (decision is AdmissionDecision.OpenMenu opened)
        {
            recorder.RecordAct(context, TerminalNote.MenuOpened, OperatorDesk.By, opened.Operator);
            attention.Acknowledge();
            var main = new OperatorStep.Main();
            return new CheckInOutcome(AdmissionDesk.CodeOf(decision), feedback.ForMenu(main.Title, main.Items, opened.Name)) { Menu = opened };
        }

        if (decision is AdmissionDecision.Acknowledge acknowledged)
        {
            return new CheckInOutcome(AdmissionDesk.CodeOf(decision), Acknowledge(context, acknowledged.Operator));
        }

        if (decision is AdmissionDecision.TurnDesk turn)
        {
            return new CheckInOutcome(AdmissionDesk.CodeOf(decision), TurnDesk(context, turn));
        }

        if (decision is AdmissionDecision.AwaitNewCard { Old: var old })
        {
            handover.Await(old, context.Occasion);
            return new CheckInOutcome(AdmissionDesk.CodeOf(decision), feedback.ForAnswer(context.Mode, decision));
        }

        if (decision is AdmissionDecision.LookAtRecord look)
        {
            return Look(context, look);
        }

        var receipt = recorder.Record(context, asOf, decision);
        if (context.Mode is AdmissionMode.ForProcedure procedure && decision is AdmissionDecision.Admit taken)
        {
            handover.End();
            shift.Take(receipt.Sequence.Value, new(taken.Attendee.Name, procedure.CaseNumber?.Text));
        }

        var screen = decision switch
        {
            AdmissionDecision.Admit admit => receipts.Sign(context.Mode, feedback.ForAdmission(context.Mode, admit, receipt)),
            AdmissionDecision.Leave leave => feedback.ForAnswer(context.Mode, leave with { Already = receipt.Instant }),
            _ => feedback.ForAnswer(context.Mode, decision),
        };
        return new CheckInOutcome(AdmissionDesk.CodeOf(decision), screen, receipt);
    }

    private Screen.Acknowledged Acknowledge(TapContext context, CardTag by)
    {
        // One tap, one act: whoever ends an alarm does not let anybody in by it.
        if (attention.HasAlarm)
        {
            recorder.RecordAct(context, TerminalNote.AlarmAcknowledged, OperatorDesk.By, by);
            attention.Acknowledge();
            return new(MayComeInAgain: false);
        }

        var person = attention.TakeRefused();
        if (person is { } forgiven && context.Mode is AdmissionMode.VerifyOnly { Point: not null })
        {
            recorder.RecordForgiveness(context, forgiven, by);
            // The person may place the card again at once.
            repeatTaps.Clear();
        }

        return new(person is not null);
    }

    // That somebody saw the record is on record too.
    private CheckInOutcome Look(TapContext context, AdmissionDecision.LookAtRecord look)
    {
        if (look.IsAsked)
        {
            recorder.RecordAct(context, TerminalNote.RecordShown, OwnRecordActs.By, look.Card);
        }

        var screen = look.IsAsked ? feedback.ForRecord(look.Member, VietnamTime.DateOf(context.Clock.Instant), new HashSet<RecordField>()) : feedback.ForAnswer(context.Mode, look);
        return new CheckInOutcome(AdmissionDesk.CodeOf(look), screen) { Look = look };
    }

    private Screen TurnDesk(TapContext context, AdmissionDecision.TurnDesk turn)
    {
        recorder.RecordAct(context, turn.IsOpen ? TerminalNote.DeskOpened : TerminalNote.DeskClosed, ClerkDesk.By, turn.Clerk);
        if (turn.IsOpen)
        {
            shift.Open(turn.Clerk);
        }
        else
        {
            shift.Close();
        }

        return FeedbackMap.ForDesk(turn.IsOpen ? context.Clock.Instant + shift.Remaining : null);
    }
}
