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
    private static readonly TimeSpan Least = ScreenPresenter.LeastDwell;
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly ScreenStage stage = new(Waiting);

    public static TheoryData<string> Warnings => [nameof(Screen.Refused), nameof(Screen.AlreadyIn), nameof(Screen.Undecidable), nameof(Screen.TryAgain)];

    [Fact]
    public void A_result_gives_way_to_the_resting_screen_after_its_dwell_and_not_before()
    {
        stage.Enter(First, TimeSpan.Zero);

        Assert.Equal(First, stage.FrontAt(TimeSpan.Zero).Screen);
        Assert.Equal(First, stage.FrontAt(First.Dwell - Tick).Screen);
        Assert.Equal(Tick, stage.FrontAt(First.Dwell - Tick).Remaining);
        Assert.Equal(Waiting, stage.FrontAt(First.Dwell).Screen);
        Assert.Equal(Timeout.InfiniteTimeSpan, stage.FrontAt(First.Dwell).Remaining);
    }

    [Fact]
    public void A_card_being_read_is_told_once_the_answer_before_it_was_seen()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(new Screen.Reading(), Tick);

        Assert.Equal(First, stage.FrontAt(Least - Tick).Screen);
        Assert.Equal(Tick, stage.FrontAt(Least - Tick).Remaining);
        Assert.IsType<Screen.Reading>(stage.FrontAt(Least).Screen);
        Assert.Equal(new Screen.Reading().Dwell, stage.FrontAt(Least).Remaining);
    }

    [Fact]
    public void After_the_least_dwell_the_next_card_replaces_an_answer_at_once()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(new Screen.Reading(), Least);
        Assert.IsType<Screen.Reading>(stage.FrontAt(Least).Screen);

        stage.Enter(Second, Least + Tick);
        Assert.Equal(Second, stage.FrontAt(Least + Tick).Screen);
    }

    [Fact]
    public void A_welcome_waits_until_the_answer_before_it_was_seen_and_then_has_its_own_whole_dwell()
    {
        stage.Enter(Refusal, TimeSpan.Zero);
        stage.Enter(Second, Tick);

        Assert.Equal(Refusal, stage.FrontAt(Least - Tick).Screen);
        Assert.Equal(Second, stage.FrontAt(Least).Screen);
        Assert.Equal(Second, stage.FrontAt(Least + Second.Dwell - Tick).Screen);
        Assert.Equal(Waiting, stage.FrontAt(Least + Second.Dwell).Screen);
    }

    [Theory]
    [MemberData(nameof(Warnings))]
    public void Whoever_is_not_welcome_is_told_at_once(string name)
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(WarningNamed(name), Tick);
        Assert.Equal(WarningNamed(name), stage.FrontAt(Tick).Screen);
    }

    [Fact]
    public void A_welcome_that_waits_is_not_seen_after_a_later_refusal()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(Second, Tick);
        stage.Enter(Refusal, Tick * 2);

        Assert.Equal(Refusal, stage.FrontAt(Least).Screen);
        Assert.Equal(Waiting, stage.FrontAt((Tick * 2) + Refusal.Dwell).Screen);
    }

    [Fact]
    public void Of_two_welcomes_the_newest_waits()
    {
        stage.Enter(Refusal, TimeSpan.Zero);
        stage.Enter(First, Tick);
        stage.Enter(Second, Tick * 2);
        Assert.Equal(Second, stage.FrontAt(Least).Screen);
    }

    [Fact]
    public void A_card_being_read_never_takes_the_place_of_a_welcome_that_waits()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(Second, Tick);
        stage.Enter(new Screen.Reading(), Tick * 2);

        Assert.Equal(Second, stage.FrontAt(Least).Screen);
        Assert.Equal(Waiting, stage.FrontAt(Least + Second.Dwell).Screen);
    }

    [Fact]
    public void The_answer_to_a_card_whose_reading_waits_is_seen_in_its_stead()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(new Screen.Reading(), Tick);
        stage.Enter(Second, Tick * 2);

        Assert.Equal(Second, stage.FrontAt(Least).Screen);
        Assert.Equal(Waiting, stage.FrontAt(Least + Second.Dwell).Screen);
    }

    [Fact]
    public void An_operators_screen_waits_as_well()
    {
        var sheet = new Screen.Readiness("CUA-02", [], Samples.Morning);
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(sheet, Tick);

        Assert.Equal(First, stage.FrontAt(Least - Tick).Screen);
        Assert.Equal(sheet, stage.FrontAt(Least).Screen);
    }

    [Fact]
    public void A_choice_that_ends_leaves_neither_its_screen_nor_the_one_that_waits()
    {
        var choice = new Screen.ProcedureChoice([new("Nộp đảng phí", "Party dues")]);
        stage.Enter(choice, TimeSpan.Zero);
        stage.EndChoice(Tick);
        Assert.Equal(Waiting, stage.FrontAt(Tick).Screen);

        stage.Enter(First, Tick);
        stage.Enter(choice, Tick * 2);
        stage.EndChoice(Tick * 3);
        Assert.Equal(First, stage.FrontAt(Tick + Least).Screen);
    }

    [Fact]
    public void A_screen_that_is_no_answer_gives_way_at_once()
    {
        stage.Enter(new Screen.Readiness("CUA-02", [], Samples.Morning), TimeSpan.Zero);
        stage.Enter(new Screen.Reading(), Tick);
        Assert.IsType<Screen.Reading>(stage.FrontAt(Tick).Screen);

        stage.Enter(First, Tick * 2);
        Assert.Equal(First, stage.FrontAt(Tick * 2).Screen);
    }

    [Fact]
    public void Each_result_has_its_own_whole_dwell()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(Second, First.Dwell / 2);

        Assert.Equal(Second, stage.FrontAt(First.Dwell).Screen);
        Assert.Equal(Waiting, stage.FrontAt(First.Dwell * 1.5).Screen);
    }

    [Fact]
    public void The_same_answer_given_twice_is_drawn_twice()
    {
        stage.Enter(First, TimeSpan.Zero);
        var before = stage.FrontAt(TimeSpan.Zero).Turn;
        stage.Enter(First, Tick);

        Assert.Equal(before, stage.FrontAt(Tick).Turn);
        Assert.NotEqual(before, stage.FrontAt(Least).Turn);
    }

    [Fact]
    public void New_figures_wait_until_a_result_was_seen()
    {
        stage.Enter(First, TimeSpan.Zero);
        var before = stage.FrontAt(TimeSpan.Zero).Turn;

        stage.Enter(WaitingLater, Tick);

        Assert.Equal((First, before), (stage.FrontAt(Tick).Screen, stage.FrontAt(Tick).Turn));
        Assert.Equal(WaitingLater, stage.FrontAt(First.Dwell).Screen);
        Assert.NotEqual(before, stage.FrontAt(First.Dwell).Turn);
    }

    [Fact]
    public void New_figures_wait_while_a_card_is_read()
    {
        stage.Enter(new Screen.Reading(), TimeSpan.Zero);
        stage.Enter(WaitingLater, Tick);
        Assert.IsType<Screen.Reading>(stage.FrontAt(Tick).Screen);
    }

    [Fact]
    public void New_figures_are_drawn_at_once_while_nothing_passes()
    {
        var before = stage.FrontAt(TimeSpan.Zero).Turn;
        stage.Enter(WaitingLater, Tick);
        Assert.Equal(WaitingLater, stage.FrontAt(Tick).Screen);
        Assert.NotEqual(before, stage.FrontAt(Tick).Turn);
    }

    [Fact]
    public void The_same_resting_screen_is_not_drawn_again()
    {
        var before = stage.FrontAt(TimeSpan.Zero).Turn;
        stage.Enter(Waiting with { }, Tick);
        Assert.Equal(before, stage.FrontAt(Tick).Turn);
    }

    [Fact]
    public void An_outage_that_a_card_met_takes_the_place_of_the_welcome_before_it_at_once()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(Second, Tick);
        stage.Enter(Outage, Tick * 2);

        Assert.Equal(Outage, stage.FrontAt(Tick * 2).Screen);
        Assert.Equal(Outage, stage.FrontAt(Least).Screen);
    }

    [Fact]
    public void An_outage_that_comes_between_cards_does_not_wait_for_one_being_read()
    {
        stage.Enter(new Screen.Reading(), TimeSpan.Zero);
        stage.Rest(Outage, Tick);
        Assert.Equal(Outage, stage.FrontAt(Tick).Screen);
    }

    [Fact]
    public void An_outage_that_repeats_itself_still_ends_the_reading_screen()
    {
        stage.Rest(Outage, TimeSpan.Zero);
        stage.Enter(new Screen.Reading(), Tick);
        var before = stage.FrontAt(Tick).Turn;

        stage.Rest(Outage, Tick * 2);

        Assert.Equal(Outage, stage.FrontAt(Tick * 2).Screen);
        Assert.NotEqual(before, stage.FrontAt(Tick * 2).Turn);
    }

    [Fact]
    public void An_outage_that_comes_between_cards_cuts_no_answer_short_and_takes_no_place_of_one_that_waits()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(Second, Tick);
        stage.Rest(Outage, Tick * 2);

        Assert.Equal(First, stage.FrontAt(Tick * 2).Screen);
        Assert.Equal(Second, stage.FrontAt(Least).Screen);
        Assert.Equal(Outage, stage.FrontAt(Least + Second.Dwell).Screen);
    }

    [Fact]
    public void An_outage_that_comes_between_cards_leaves_nothing_of_a_reading_that_waits()
    {
        stage.Enter(First, TimeSpan.Zero);
        stage.Enter(new Screen.Reading(), Tick);
        stage.Rest(Outage, Tick * 2);

        Assert.Equal(First, stage.FrontAt(Least).Screen);
        Assert.Equal(Outage, stage.FrontAt(First.Dwell).Screen);
    }

    [Fact]
    public void A_read_whose_result_never_comes_ends_at_the_resting_screen()
    {
        var reading = new Screen.Reading();
        stage.Enter(reading, TimeSpan.Zero);
        Assert.Equal(Waiting, stage.FrontAt(reading.Dwell).Screen);
    }

    [Fact]
    public void After_any_sequence_of_screens_the_stage_comes_to_rest_within_the_longest_dwell()
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

        Assert.Equal(last, stage.FrontAt(now + Least + longest).Screen);
    }

    private static Screen WarningNamed(string name) => Samples.All.First(screen => screen.GetType().Name == name);
}
