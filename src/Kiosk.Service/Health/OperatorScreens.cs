using Kiosk.Service.Admission;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Feedback;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>The screens for whoever runs the terminal, made of what the service knows. They name nobody.</summary>
internal sealed class OperatorScreens
{
    private const int GreatestTaps = 6;

    private readonly Terminal terminal;
    private readonly TerminalHealth health;
    private readonly Queue<TapLine> taps = new(GreatestTaps);

    public OperatorScreens(Terminal terminal, TerminalHealth health, CheckInEvents events)
    {
        this.terminal = terminal;
        this.health = health;
        events.Answered += Remember;
    }

    /// <summary>Who has come, by door and delegation, and how cache and journal stand.</summary>
    public Screen.OperatorView Overview()
    {
        var report = health.Read();
        var (now, stores) = (report.Clock.Instant, new StoreState(report.CacheGeneration, report.CacheAge, checked((long)report.JournalTaps)));
        if (report.Context is not { Mode: AdmissionMode.AtMeeting at } context)
        {
            return new(new OperatorFigures(null, null, [], [], LastTaps(), stores, now));
        }

        var book = terminal.Register.BookFor(at, context.Generation);
        var summary = book.Summarise();
        return new(new OperatorFigures(
            at.Meeting.HidesTitle ? null : Phrase.Untranslated(at.Meeting.Title),
            FeedbackMap.PresenceOf(summary, at.Meeting.Kind, now),
            [.. book.Arrivals.GroupBy(arrival => arrival.Attendance.Door, StringComparer.Ordinal).OrderBy(door => door.Key, NaturalOrder.Instance).Select(door => new CountLine(door.Key, door.Count()))],
            [.. summary.ByDelegation.OrderBy(delegation => delegation.Key, NaturalOrder.Instance).Select(delegation => new CountLine(delegation.Key, delegation.Value.Present, delegation.Value.Convened, delegation.Value.LastAt))],
            LastTaps(),
            stores,
            now));
    }

    /// <summary>Whether the terminal may be used now.</summary>
    public Screen.Readiness Readiness()
    {
        var report = health.Read();
        var checks = new TerminalChecks(report);
        return new(
            terminal.Feedback.TerminalId,
            [checks.Reader(), checks.CardData(), checks.Journal(terminal.Journal.IsFailed), checks.Clock(), TerminalChecks.Connection(terminal.Sync.Standing), .. checks.Others()],
            report.Clock.Instant);
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
            if (taps.Count == GreatestTaps)
            {
                taps.Dequeue();
            }

            taps.Enqueue(new TapLine(outcome.Instant, answer));
        }
    }

    private TapLine[] LastTaps()
    {
        lock (taps)
        {
            return [.. taps.Reverse()];
        }
    }
}
