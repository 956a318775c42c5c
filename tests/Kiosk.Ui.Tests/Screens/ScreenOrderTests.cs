using FsCheck;
using FsCheck.Fluent;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Tests.Screens;

/// <summary>Properties of every sequence of screens, at arbitrary instants.</summary>
public sealed class ScreenOrderTests
{
    private static readonly Screen Waiting = new Screen.Idle(TerminalPurpose.Meeting, null, null, Samples.Morning);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    // Each screen is unique, so that two of the same kind can be told apart.
    private static readonly Func<int, Screen>[] Kinds =
    [
        number => new Screen.Admitted($"Đồng chí {number}", null, null, null, Samples.Morning),
        number => new Screen.ProcedureReceipt(new($"Thủ tục {number}", $"Procedure {number}"), null, $"{number}", null, Samples.Morning),
        _ => new Screen.Verified(),
        number => new Screen.AlreadyIn(Samples.Morning, $"{number}"),
        number => new Screen.Refused(PublicLine.NotVerified, DutyPhone: $"{number}"),
        _ => new Screen.TryAgain(ReadingAdvice.PlaceAgain),
        _ => new Screen.Reading(),
        _ => new Screen.Reading(),
        number => new Screen.Readiness($"{number}", [], Samples.Morning),
        number => new Screen.OutOfService("terminal.journal", $"{number}", Awaited.Technician),
    ];

    private static readonly Arbitrary<Come[]> Sequences = (
        from kind in Gen.Choose(0, Kinds.Length - 1)
        from gap in Gen.OneOf(Gen.Choose(0, 20), Gen.Choose(0, 120))
        from rests in Gen.Elements(true, false)
        select new Come(kind, gap * Step, rests)).ArrayOf().ToArbitrary();

    [Fact]
    public void An_answer_is_replaced_before_its_minimum_dwell_only_by_a_warning() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Sequences, sequence =>
        {
            var seen = Play(sequence).Seen;
            return seen.Zip(seen.Skip(1)).All(pair =>
                !pair.First.Screen.IsAnswer || pair.Second.At - pair.First.At >= ScreenPresenter.MinDwell || IsWarning(pair.Second.Screen));
        }));

    [Fact]
    public void No_welcome_is_seen_after_a_later_warning() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Sequences, sequence =>
        {
            var play = Play(sequence);
            return play.Seen.Where(seen => seen.Screen.Mood == Mood.Welcome).All(welcome => !play.Shown
                .SkipWhile(one => !ReferenceEquals(one.Screen, welcome.Screen))
                .Any(later => later.At < welcome.At && IsWarning(later.Screen)));
        }));

    [Fact]
    public void The_newest_answer_is_seen_and_none_after_it_unless_an_outage_replaced_it() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Sequences, sequence =>
        {
            var play = Play(sequence);
            var newest = play.Shown.Select(one => one.Screen).LastOrDefault(screen => !IsReading(screen));
            return newest is not { IsAnswer: true } || ReferenceEquals(newest, play.Seen.Select(one => one.Screen).Last(IsMore));
        }));

    [Fact]
    public void The_last_screen_shown_is_seen_last_unless_it_is_Reading_or_resting() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Sequences, sequence =>
        {
            var play = Play(sequence);
            return play.Shown is not [.., { Screen: var last }] || !IsMore(last) || ReferenceEquals(last, play.Seen.Select(one => one.Screen).Last(IsMore));
        }));

    private static bool IsReading(Screen screen) => screen is Screen.Reading;

    // Neither Reading nor a resting screen.
    private static bool IsMore(Screen screen) => !IsReading(screen) && !screen.IsResting;

    private static bool IsWarning(Screen screen) => screen is { IsAnswer: true, Mood: not Mood.Welcome } or Screen.OutOfService;

    /// <summary>Shows the screens in order and looks at every clock tick until all have passed.</summary>
    private static Played Play(IReadOnlyList<Come> sequence)
    {
        var stage = new ScreenStage(Waiting);
        var (now, turn) = (TimeSpan.Zero, stage.FrontAt(TimeSpan.Zero).Turn);
        var (shown, seen) = (new List<Moment>(), new List<Moment>());
        void LookUntil(TimeSpan end)
        {
            for (; now < end; now += Step)
            {
                Look();
            }

            Look();
        }

        void Look()
        {
            var front = stage.FrontAt(now);
            if (front.Turn != turn)
            {
                turn = front.Turn;
                seen.Add(new(front.Screen, now));
            }
        }

        foreach (var (come, number) in sequence.Select((come, number) => (come, number)))
        {
            LookUntil(now + come.Gap);
            var screen = Kinds[come.Kind](number);
            if (screen is Screen.OutOfService && come.OnlyRests)
            {
                stage.Rest(screen, now);
            }
            else
            {
                stage.Enter(screen, now);
                shown.Add(new(screen, now));
            }

            Look();
        }

        LookUntil(now + ScreenPresenter.MinDwell + TimeSpan.FromSeconds(60));
        return new(shown, seen);
    }

    /// <summary>A screen to be shown.</summary>
    /// <param name="Gap">Time since the previous one.</param>
    /// <param name="OnlyRests">Whether it is an outage set as the resting screen.</param>
    private sealed record Come(int Kind, TimeSpan Gap, bool OnlyRests);

    private sealed record Moment(Screen Screen, TimeSpan At);

    private sealed record Played(IReadOnlyList<Moment> Shown, IReadOnlyList<Moment> Seen);
}
