using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Feedback;
using Kiosk.Service.Reasons;
using Kiosk.Service.Time;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Wording;

namespace Kiosk.Service.Health;

/// <summary>The screens for whoever runs the terminal, made of what the service knows. They name nobody.</summary>
internal sealed class OperatorScreens
{
    private const int GreatestTaps = 6;
    private static readonly TimeSpan GreatestDataAge = TimeSpan.FromDays(14);

    private readonly Terminal terminal;
    private readonly TerminalHealth health;
    private readonly Queue<TapLine> taps = new(GreatestTaps);

    public OperatorScreens(Terminal terminal, TerminalHealth health, CheckInFeed feed)
    {
        this.terminal = terminal;
        this.health = health;
        feed.Answered += Remember;
    }

    /// <summary>Who has come, by door and delegation, and how cache and journal stand.</summary>
    public Screen.OperatorView Overview()
    {
        var report = health.Read();
        var (now, stores) = (report.Clock.Instant, new StoreState(report.CacheGeneration, report.CacheAge, checked((long)report.JournalSequence)));
        if (report.Setting is not { Mode: AdmissionMode.AtMeeting at } setting)
        {
            return new(new OperatorFigures(null, null, [], [], LastTaps(), stores, now));
        }

        var book = terminal.Register.BookFor(at, setting.Generation);
        var summary = book.Summarise();
        return new(new OperatorFigures(
            at.Meeting.HidesTitle ? null : Phrase.Untranslated(at.Meeting.Title),
            FeedbackMap.PresenceOf(summary, now) with { IsCongress = at.Meeting.Kind is MeetingKind.MemberCongress or MeetingKind.DelegateCongress },
            [.. book.Arrivals.GroupBy(arrival => arrival.Attendance.Door, StringComparer.Ordinal).OrderBy(door => door.Key, StringComparer.Ordinal).Select(door => new CountLine(door.Key, door.Count()))],
            [.. summary.ByDelegation.OrderBy(delegation => delegation.Key, StringComparer.Ordinal).Select(delegation => new CountLine(delegation.Key, delegation.Value.Present, delegation.Value.Convened))],
            LastTaps(),
            stores,
            now));
    }

    /// <summary>Whether the terminal may be used now.</summary>
    public Screen.Readiness Readiness()
    {
        var report = health.Read();
        var age = report.CacheAge is { } known ? $"{(int)known.TotalHours}" : "–";
        CheckLine[] checks =
        [
            .. report.Obstacles.Select(obstacle => new CheckLine(
                Phrase.Untranslated(ReasonTable.NameOf(obstacle.Code)), CheckState.Bad, Phrase.Untranslated(obstacle.Detail))),
            new(
                new("Dữ liệu thẻ", "Card data"),
                StateOf(report.CacheAge is null, report.CacheAge > GreatestDataAge),
                new($"Thế hệ {report.CacheGeneration}, cách đây {age} giờ.", $"Generation {report.CacheGeneration}, {age} h old.")),
            new(
                new("Sổ ghi", "Journal"),
                StateOf(terminal.Journal.IsFailed, isDoubtful: false),
                new($"{report.JournalSequence} bản ghi.", $"{report.JournalSequence} records.")),
            new(
                new("Đồng hồ", "Clock"),
                StateOf(report.Clock.Fault is not ClockFault.None, report.Clock.Trust is ClockTrust.FloorOnly),
                new($"Độ tin cậy: {report.Clock.Trust}.", $"Trust: {report.Clock.Trust}.")),
            new(
                new("Kết nối", "Connection"),
                StateOf(isBad: false, terminal.Sync.Standing is { LastTry: not null, IsWell: false }),
                new("Máy vẫn ghi nhận khi mất kết nối.", "Check-in goes on without one.")),
        ];
        return new(terminal.Feedback.TerminalId, checks, report.Clock.Instant);
    }

    private static CheckState StateOf(bool isBad, bool isDoubtful) => (isBad, isDoubtful) switch
    {
        (true, _) => CheckState.Bad,
        (_, true) => CheckState.Doubtful,
        _ => CheckState.Good,
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
        if (AnswerOf(outcome.Screen) is not { } answer)
        {
            return;
        }

        lock (taps)
        {
            if (taps.Count == GreatestTaps)
            {
                taps.Dequeue();
            }

            taps.Enqueue(new TapLine(terminal.Clock.Read().Instant, answer));
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
