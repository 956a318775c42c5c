using Kiosk.Service.CheckIn;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.Health;

/// <summary>The latest taps' answers, as far as they may be shown in public.</summary>
internal sealed class LastTaps
{
    private const int MaxCount = 6;

    private readonly Queue<TapLine> taps = new(MaxCount);

    public LastTaps(CheckInEvents events)
    {
        events.Answered += Remember;
    }

    /// <summary>Newest first.</summary>
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

    // Only reasons that may be public get their own line, since the operator view appears on the terminal's own display.
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
        Screen.SteppedOut => TapAnswer.SteppedOut,
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
