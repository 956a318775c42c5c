using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Tests.Screens;

public sealed class ScreenPresenterTests
{
    private static readonly Screen.Idle Waiting = new(TerminalPurpose.Meeting, null, null, Samples.Morning);
    private static readonly Screen.Admitted First = new("Nguyễn Văn A", null, null, null, Samples.Morning);
    private static readonly Screen.Admitted Second = First with { Name = "Trần Thị B" };
    private static readonly TimeSpan OverADwell = First.Dwell + TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_result_is_shown_for_its_dwell_and_then_the_resting_screen()
    {
        using var running = new RunningPresenter(Waiting);
        Assert.Equal(Waiting, await running.NextAsync());

        running.Presenter.Show(First);
        Assert.Equal(First, await running.NextAsync());

        running.Time.Advance(OverADwell);
        Assert.Equal(Waiting, await running.NextAsync());
    }

    [Fact]
    public async Task The_dwell_restarts_for_every_result()
    {
        using var running = new RunningPresenter(Waiting);
        await running.NextAsync();

        running.Presenter.Show(First);
        await running.NextAsync();
        running.Time.Advance(First.Dwell / 2);
        running.Presenter.Show(Second);
        Assert.Equal(Second, await running.NextAsync());

        running.Time.Advance(OverADwell);
        Assert.Equal(Waiting, await running.NextAsync());
    }

    [Fact]
    public async Task A_blocked_display_blocks_no_caller_and_then_draws_only_the_newest()
    {
        using var running = new RunningPresenter(Waiting);
        await running.NextAsync();
        await running.NextBegunAsync();

        running.Block();
        running.Presenter.Show(First);
        Assert.Equal(First, await running.NextBegunAsync());
        running.Time.Advance(ScreenPresenter.MinDwell);
        running.Presenter.Show(new Screen.Reading());
        running.Presenter.Show(Second);
        running.Unblock();

        Assert.Equal(Second, await running.NextBegunAsync());
    }

    [Fact]
    public async Task A_second_display_shows_the_same_and_is_not_delayed_by_a_blocked_one()
    {
        using var running = new RunningPresenter(Waiting);
        await running.NextAsync();
        using var second = running.SecondDisplay();
        Assert.Equal(Waiting, await second.NextAsync());

        running.Block();
        running.Presenter.Show(First);
        Assert.Equal(First, await second.NextAsync());

        running.Unblock();
        Assert.Equal(First, await running.NextAsync());
    }

    [Fact]
    public async Task The_last_screen_of_many_threads_is_shown_last()
    {
        using var running = new RunningPresenter(Waiting);
        await running.NextAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                running.Presenter.Show(First);
            }
        })));
        running.Time.Advance(ScreenPresenter.MinDwell);
        running.Presenter.Show(Second);
        running.Time.Advance(ScreenPresenter.MinDwell + TimeSpan.FromMilliseconds(1));

        var drawn = await running.NextAsync();
        while (drawn != Second)
        {
            drawn = await running.NextAsync();
        }

        running.Time.Advance(OverADwell);
        Assert.Equal(Waiting, await running.NextAsync());
    }

    [Fact]
    public async Task A_held_welcome_is_shown_when_the_answer_before_it_has_been_seen()
    {
        using var running = new RunningPresenter(Waiting);
        await running.NextAsync();

        running.Presenter.Show(First);
        Assert.Equal(First, await running.NextAsync());
        running.Presenter.Show(Second);
        running.Time.Advance(ScreenPresenter.MinDwell + TimeSpan.FromMilliseconds(1));
        Assert.Equal(Second, await running.NextAsync());

        running.Time.Advance(OverADwell);
        Assert.Equal(Waiting, await running.NextAsync());
    }

    [Fact]
    public async Task An_outage_set_as_resting_screen_is_shown_after_the_answer()
    {
        using var running = new RunningPresenter(Waiting);
        await running.NextAsync();
        var outage = new Screen.OutOfService("card.reader-fault", "CUA-02", Awaited.Reader);

        running.Presenter.Show(First);
        Assert.Equal(First, await running.NextAsync());
        running.Presenter.Rest(outage);
        running.Time.Advance(OverADwell);

        Assert.Equal(outage, await running.NextAsync());
    }

    [Fact]
    public async Task An_outage_passed_to_Show_is_shown_at_once()
    {
        using var running = new RunningPresenter(Waiting);
        await running.NextAsync();
        var outage = new Screen.OutOfService("terminal.journal", "CUA-02", Awaited.Technician);

        running.Presenter.Show(First);
        Assert.Equal(First, await running.NextAsync());
        running.Presenter.Show(outage);

        Assert.Equal(outage, await running.NextAsync());
    }

    [Fact]
    public async Task Cancellation_ends_the_loop()
    {
        using var running = new RunningPresenter(Waiting);
        await running.NextAsync();
        running.Stop();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Loop.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void A_screen_with_a_dwell_cannot_be_the_resting_screen() =>
        Assert.Throws<ArgumentException>(() => new ScreenPresenter(TimeProvider.System, First));
}
