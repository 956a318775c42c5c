using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Tests.Screens;

public sealed class ScreenPresenterTests
{
    private static readonly Screen.Idle Waiting = new(TerminalPurpose.Meeting, null, null, Samples.Morning);
    private static readonly Screen.Admitted First = new("Nguyễn Văn A", null, null, null, Samples.Morning);
    private static readonly Screen.Admitted Second = First with { Name = "Trần Thị B" };
    private static readonly TimeSpan OverADwell = First.Dwell + TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_result_is_seen_and_after_its_dwell_the_resting_screen_again()
    {
        using var running = new RunningPresenter(Waiting);
        Assert.Equal(Waiting, await running.NextAsync());

        running.Presenter.Show(First);
        Assert.Equal(First, await running.NextAsync());

        running.Time.Advance(OverADwell);
        Assert.Equal(Waiting, await running.NextAsync());
    }

    [Fact]
    public async Task The_dwell_runs_again_for_every_result()
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
    public async Task A_blocked_display_holds_up_nobody_and_then_draws_only_the_newest()
    {
        using var running = new RunningPresenter(Waiting);
        await running.NextAsync();
        await running.NextBegunAsync();

        running.Block();
        running.Presenter.Show(First);
        Assert.Equal(First, await running.NextBegunAsync());
        running.Time.Advance(ScreenPresenter.LeastDwell);
        running.Presenter.Show(new Screen.Reading());
        running.Presenter.Show(Second);
        running.Unblock();

        Assert.Equal(Second, await running.NextBegunAsync());
    }

    [Fact]
    public async Task A_second_display_sees_the_same_and_a_blocked_one_does_not_hold_it_up()
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
    public async Task What_many_threads_show_ends_with_the_last()
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
        running.Time.Advance(ScreenPresenter.LeastDwell);
        running.Presenter.Show(Second);
        running.Time.Advance(ScreenPresenter.LeastDwell + TimeSpan.FromMilliseconds(1));

        var drawn = await running.NextAsync();
        while (drawn != Second)
        {
            drawn = await running.NextAsync();
        }

        running.Time.Advance(OverADwell);
        Assert.Equal(Waiting, await running.NextAsync());
    }

    [Fact]
    public async Task A_welcome_that_waits_is_seen_when_its_time_has_come()
    {
        using var running = new RunningPresenter(Waiting);
        await running.NextAsync();

        running.Presenter.Show(First);
        Assert.Equal(First, await running.NextAsync());
        running.Presenter.Show(Second);
        running.Time.Advance(ScreenPresenter.LeastDwell + TimeSpan.FromMilliseconds(1));
        Assert.Equal(Second, await running.NextAsync());

        running.Time.Advance(OverADwell);
        Assert.Equal(Waiting, await running.NextAsync());
    }

    [Fact]
    public async Task An_outage_that_is_put_up_for_later_is_seen_after_the_answer()
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
    public async Task An_outage_that_is_shown_is_seen_at_once()
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
    public async Task Stopping_ends_the_loop()
    {
        using var running = new RunningPresenter(Waiting);
        await running.NextAsync();
        running.Stop();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.Loop.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void A_screen_that_passes_cannot_be_the_resting_one() =>
        Assert.Throws<ArgumentException>(() => new ScreenPresenter(TimeProvider.System, First));
}
