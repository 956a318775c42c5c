#pragma warning disable VSTHRD003 // The awaited tasks are the tests' own, started a line above.
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Readers.Virtual;

public sealed class ManualTimeProviderTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider time = new();

    [Fact]
    public void Both_clocks_move_together_and_only_by_hand()
    {
        var start = time.GetUtcNow();
        var timestamp = time.GetTimestamp();

        time.Advance(Second);

        Assert.Equal(start + Second, time.GetUtcNow());
        Assert.Equal(Second, time.GetElapsedTime(timestamp));
    }

    [Fact]
    public void Timers_fall_due_in_order_and_at_their_own_time()
    {
        var start = time.GetUtcNow();
        var fired = new List<(string Name, TimeSpan At)>();
        using var late = Timer("late", Second * 2);
        using var early = Timer("early", Second);
        using var also = Timer("also early", Second);

        time.Advance(Second * 3);

        Assert.Equal([("early", Second), ("also early", Second), ("late", Second * 2)], fired);
        Assert.Equal(start + (Second * 3), time.GetUtcNow());
        Assert.Equal(0, time.WaitingTimers);

        ITimer Timer(string name, TimeSpan due) => time.CreateTimer(_ => fired.Add((name, time.GetUtcNow() - start)), null, due, Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_periodic_timer_fires_once_a_period()
    {
        var count = 0;
        using var timer = time.CreateTimer(_ => count++, null, Second, Second);

        time.Advance(Second * 5.5);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        time.Advance(Second * 5);

        Assert.Equal(5, count);
    }

    [Fact]
    public void A_timer_started_by_a_callback_fires_in_the_same_move()
    {
        var fired = false;
        using var outer = time.CreateTimer(_ => time.CreateTimer(_ => fired = true, null, Second, Timeout.InfiniteTimeSpan), null, Second, Timeout.InfiniteTimeSpan);

        time.Advance(Second * 2);

        Assert.True(fired);
    }

    [Fact]
    public void A_disposed_timer_does_not_fire()
    {
        var fired = false;
        time.CreateTimer(_ => fired = true, null, Second, Timeout.InfiniteTimeSpan).Dispose();

        time.Advance(Second * 2);

        Assert.False(fired);
    }

    [Fact]
    public async Task Delays_deadlines_and_cancellation_run_on_it()
    {
        var delay = Task.Delay(Second, time);
        using var cancel = new CancellationTokenSource(Second, time);
        var waiting = new TaskCompletionSource().Task.WaitAsync(Second, time);
        Assert.Equal(3, time.WaitingTimers);

        time.Advance(Second);

        await delay;
        Assert.True(cancel.IsCancellationRequested);
        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
    }

    [Fact]
    public void Setting_the_wall_clock_leaves_the_monotonic_one_alone()
    {
        var timestamp = time.GetTimestamp();

        time.SetUtcNow(DateTimeOffset.UnixEpoch);

        Assert.Equal(DateTimeOffset.UnixEpoch, time.GetUtcNow());
        Assert.Equal(timestamp, time.GetTimestamp());
    }

    [Fact]
    public void It_never_runs_backwards() => Assert.Throws<ArgumentOutOfRangeException>(() => time.Advance(-Second));
}
