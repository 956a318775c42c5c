using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Tests.Screens;

public sealed class ScreenStageTests
{
    private static readonly Screen.Idle Waiting = new(TerminalPurpose.Meeting, null, null, Samples.Morning);
    private static readonly Screen.Idle WaitingLater = Waiting with { Now = Samples.Morning.AddMinutes(1) };
    private static readonly Screen.OutOfService Outage = new("terminal.journal", "CUA-02", Awaited.Technician);
    private static readonly Screen.Admitted First = new("Nguyễn Văn A", null, null, null, Samples.Morning);
    private static readonly Screen.Admitted Second = First with { Name = "Trần Thị B" };
    private static readonly Screen.Refused Refusal = new(PublicLine.NotConfirmed);
    private static readonly TimeSpan Min = ScreenPresenter.MinDwell;
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly ScreenStage stage = new(Waiting);

    public static TheoryData<string> Warnings => [nameof(Screen.Refused), nameof(Screen.AlreadyIn), nameof(Screen.Undecidable), nameof(Screen.TryAgain)];

    [Fact]
    public void A_result_is_replaced_by_the_resting_screen_exactly_after_its_dwell()
    {
        stage.Enter(First, TimeSpan.Zero);

        Assert.Equal(First, stage.FrontAt(TimeSpan.Zero).Screen);
        Assert.Equal(First, stage.FrontAt(First.Dwell - Tick).Screen);
        Assert.Equal(Tick, stage.FrontAt(First.Dwell - Tick).Remaining);
        Assert.Equal(Waiting, stage.FrontAt(First.Dwell).Screen);
        Assert.Equal(Timeout.InfiniteTimeSpan, stage.FrontAt(First.Dwell).Remaining);
    }

    [Fact]
    public void Reading_is_shown_once_the_previous_answer_has_been_seen()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(new Screen.Reading(), Tick);

        Assert.Equal(First, stage.FrontAt(Min - Tick).Screen);
        Assert.Equal(Tick, stage.FrontAt(Min - Tick).Remaining);
        Assert.IsType<Screen.Reading>(stage.FrontAt(Min).Screen);
        Assert.Equal(new Screen.Reading().Dwell, stage.FrontAt(Min).Remaining);
    }

    [Fact]
    public void After_the_minimum_dwell_the_next_card_replaces_an_answer_at_once()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(new Screen.Reading(), Min);
        Assert.IsType<Screen.Reading>(stage.FrontAt(Min).Screen);

        stage.Enter(Second, Min + Tick);
        Assert.Equal(Second, stage.FrontAt(Min + Tick).Screen);
    }

    [Fact]
    public void A_welcome_is_held_until_the_previous_answer_has_been_seen_and_then_gets_its_full_dwell()
    {
        stage.Enter(Refusal, TimeSpan.Zero);
        stage.Enter(Second, Tick);

        Assert.Equal(Refusal, stage.FrontAt(Min - Tick).Screen);
        Assert.Equal(Second, stage.FrontAt(Min).Screen);
        Assert.Equal(Second, stage.FrontAt(Min + Second.Dwell - Tick).Screen);
        Assert.Equal(Waiting, stage.FrontAt(Min + Second.Dwell).Screen);
    }

    [Theory]
    [MemberData(nameof(Warnings))]
    public void A_warning_is_shown_at_once(string name)
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(WarningNamed(name), Tick);
        Assert.Equal(WarningNamed(name), stage.FrontAt(Tick).Screen);
    }

    [Fact]
    public void A_held_welcome_is_dropped_by_a_later_refusal()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(Second, Tick);
        stage.Enter(Refusal, Tick * 2);

        Assert.Equal(Refusal, stage.FrontAt(Min).Screen);
        Assert.Equal(Waiting, stage.FrontAt((Tick * 2) + Refusal.Dwell).Screen);
    }

    [Fact]
    public void The_newer_of_two_welcomes_is_held()
    {
        stage.Enter(Refusal, TimeSpan.Zero);
        stage.Enter(First, Tick);
        stage.Enter(Second, Tick * 2);
        Assert.Equal(Second, stage.FrontAt(Min).Screen);
    }

    [Fact]
    public void Reading_never_replaces_a_held_welcome()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(Second, Tick);
        stage.Enter(new Screen.Reading(), Tick * 2);

        Assert.Equal(Second, stage.FrontAt(Min).Screen);
        Assert.Equal(Waiting, stage.FrontAt(Min + Second.Dwell).Screen);
    }

    [Fact]
    public void An_answer_replaces_the_held_reading_of_its_card()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(new Screen.Reading(), Tick);
        stage.Enter(Second, Tick * 2);

        Assert.Equal(Second, stage.FrontAt(Min).Screen);
        Assert.Equal(Waiting, stage.FrontAt(Min + Second.Dwell).Screen);
    }

    [Fact]
    public void An_operators_screen_is_held_too()
    {
        var sheet = new Screen.Readiness("CUA-02", [], Samples.Morning);
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(sheet, Tick);

        Assert.Equal(First, stage.FrontAt(Min - Tick).Screen);
        Assert.Equal(sheet, stage.FrontAt(Min).Screen);
    }

    [Fact]
    public void Ending_a_choice_drops_its_screen_whether_shown_or_held()
    {
        var choice = new Screen.ProcedureChoice([new("Nộp đảng phí", "Party dues")]);
        stage.Enter(choice, TimeSpan.Zero);
        stage.EndChoice(Tick);
        Assert.Equal(Waiting, stage.FrontAt(Tick).Screen);

        stage.Enter(First, Tick);
        stage.Enter(choice, Tick * 2);
        stage.EndChoice(Tick * 3);
        Assert.Equal(First, stage.FrontAt(Tick + Min).Screen);
    }

    [Fact]
    public void A_screen_that_is_not_an_answer_is_replaced_at_once()
    {
        stage.Enter(new Screen.Readiness("CUA-02", [], Samples.Morning), TimeSpan.Zero);
        stage.Enter(new Screen.Reading(), Tick);
        Assert.IsType<Screen.Reading>(stage.FrontAt(Tick).Screen);

        stage.Enter(First, Tick * 2);
        Assert.Equal(First, stage.FrontAt(Tick * 2).Screen);
    }

    [Fact]
    public void Each_result_gets_its_full_dwell()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(Second, First.Dwell / 2);

        Assert.Equal(Second, stage.FrontAt(First.Dwell).Screen);
        Assert.Equal(Waiting, stage.FrontAt(First.Dwell * 1.5).Screen);
    }

    [Fact]
    public void An_identical_answer_is_drawn_again()
    {
        stage.Enter(First, TimeSpan.Zero);
        var before = stage.FrontAt(TimeSpan.Zero).Turn;
        stage.Enter(First, Tick);

        Assert.Equal(before, stage.FrontAt(Tick).Turn);
        Assert.NotEqual(before, stage.FrontAt(Min).Turn);
    }

    [Fact]
    public void New_figures_wait_until_a_result_has_been_seen()
    {
        stage.Enter(First, TimeSpan.Zero);
        var before = stage.FrontAt(TimeSpan.Zero).Turn;

        stage.Enter(WaitingLater, Tick);

        Assert.Equal((First, before), (stage.FrontAt(Tick).Screen, stage.FrontAt(Tick).Turn));
        Assert.Equal(WaitingLater, stage.FrontAt(First.Dwell).Screen);
        Assert.NotEqual(before, stage.FrontAt(First.Dwell).Turn);
    }

    [Fact]
    public void New_figures_wait_while_a_card_is_being_read()
    {
        stage.Enter(new Screen.Reading(), TimeSpan.Zero);
        stage.Enter(WaitingLater, Tick);
        Assert.IsType<Screen.Reading>(stage.FrontAt(Tick).Screen);
    }

    [Fact]
    public void New_figures_are_drawn_at_once_on_the_resting_screen()
    {
        var before = stage.FrontAt(TimeSpan.Zero).Turn;
        stage.Enter(WaitingLater, Tick);
        Assert.Equal(WaitingLater, stage.FrontAt(Tick).Screen);
        Assert.NotEqual(before, stage.FrontAt(Tick).Turn);
    }

    [Fact]
    public void An_identical_resting_screen_is_not_drawn_again()
    {
        var before = stage.FrontAt(TimeSpan.Zero).Turn;
        stage.Enter(Waiting with { }, Tick);
        Assert.Equal(before, stage.FrontAt(Tick).Turn);
    }

    [Fact]
    public void An_outage_met_by_a_card_replaces_the_previous_welcome_at_once()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(Second, Tick);
        stage.Enter(Outage, Tick * 2);

        Assert.Equal(Outage, stage.FrontAt(Tick * 2).Screen);
        Assert.Equal(Outage, stage.FrontAt(Min).Screen);
    }

    [Fact]
    public void An_outage_between_cards_ends_a_reading_at_once()
    {
        stage.Enter(new Screen.Reading(), TimeSpan.Zero);
        stage.Rest(Outage, Tick);
        Assert.Equal(Outage, stage.FrontAt(Tick).Screen);
    }

    [Fact]
    public void A_repeated_outage_still_ends_a_reading()
    {
        stage.Rest(Outage, TimeSpan.Zero);
        stage.Enter(new Screen.Reading(), Tick);
        var before = stage.FrontAt(Tick).Turn;

        stage.Rest(Outage, Tick * 2);

        Assert.Equal(Outage, stage.FrontAt(Tick * 2).Screen);
        Assert.NotEqual(before, stage.FrontAt(Tick * 2).Turn);
    }

    [Fact]
    public void An_outage_between_cards_neither_cuts_an_answer_short_nor_drops_a_held_one()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(Second, Tick);
        stage.Rest(Outage, Tick * 2);

        Assert.Equal(First, stage.FrontAt(Tick * 2).Screen);
        Assert.Equal(Second, stage.FrontAt(Min).Screen);
        Assert.Equal(Outage, stage.FrontAt(Min + Second.Dwell).Screen);
    }

    [Fact]
    public void An_outage_between_cards_drops_a_held_reading()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(new Screen.Reading(), Tick);
        stage.Rest(Outage, Tick * 2);

        Assert.Equal(First, stage.FrontAt(Min).Screen);
        Assert.Equal(Outage, stage.FrontAt(First.Dwell).Screen);
    }

    [Fact]
    public void A_read_without_a_result_ends_at_the_resting_screen()
    {
        var reading = new Screen.Reading();
        stage.Enter(reading, TimeSpan.Zero);
        Assert.Equal(Waiting, stage.FrontAt(reading.Dwell).Screen);
    }

    [Fact]
    public void After_any_sequence_the_stage_comes_to_rest_within_the_longest_dwell()
    {
        var random = new Random(20261122);
        var screens = Samples.All.ToArray();
        var longest = screens.Max(screen => screen.Dwell);
        Screen last = Waiting;
        var now = TimeSpan.Zero;

        for (var i = 0; i < 2000; i++)
        {
            var screen = screens[random.Next(screens.Length)];
            last = screen.IsResting ? screen : last;
            stage.Enter(screen, now += TimeSpan.FromMilliseconds(random.Next(9000)));
        }

        Assert.Equal(last, stage.FrontAt(now + Min + longest).Screen);
    }

    private static Screen WarningNamed(string name) => Samples.All.First(screen => screen.GetType().Name == name);
}
