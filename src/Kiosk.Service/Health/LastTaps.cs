using Kiosk.Service.CheckIn;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Health;

/// <summary>How the last taps were answered, in what may be said aloud.</summary>
internal sealed class LastTaps
{
    private const int MaxCount = 6;

    private readonly Queue<TapLine> taps = new(MaxCount);

    public LastTaps(CheckInEvents events)
    {
        events.Answered += Remember;
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<TapLine> Lines
    {
        get
        {
            lock (taps)
            {
                return [.. taps.Reverse()];
            }
        }
    }

    // Only what may be said aloud is told from the rest: the operator's view stands on the terminal's own display.
    private static TapAnswer? AnswerOf(CheckInOutcome outcome) => outcome.Code switch
    {
        ReasonCode.AdmissionNotInvited => TapAnswer.NotInvited,
        ReasonCode.AdmissionWrongDoor => TapAnswer.WrongDoor,
        ReasonCode.AdmissionTooEarly => TapAnswer.TooEarly,
        ReasonCode.AdmissionTooLate => TapAnswer.TooLate,
        ReasonCode.CardUnsupported => TapAnswer.OtherCard,
        _ => AnswerOf(outcome.Screen),
    };

    private static TapAnswer? AnswerOf(Screen screen) => screen switch
    {
        Screen.Admitted or Screen.Verified or Screen.ProcedureReceipt => TapAnswer.Recorded,
        Screen.AlreadyIn => TapAnswer.AlreadyIn,
        Screen.TryAgain => TapAnswer.NotRead,
        Screen.Undecidable => TapAnswer.Undecided,
        Screen.Refused => TapAnswer.Refused,
        _ => null,
    };

    private void Remember(CheckInOutcome outcome)
    {
        if (AnswerOf(outcome) is not { } answer)
        {
            return;
        }

        lock (taps)
        {
            if (taps.Count == MaxCount)
            {
                taps.Dequeue();
            }

            taps.Enqueue(new TapLine(outcome.Instant, answer));
        }
    }
}
