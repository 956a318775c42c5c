using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Readers.Pcsc;

namespace Kiosk.Hardware.Tests.Readers.Pcsc;

public sealed class PcscCardThreadTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Calls_are_made_in_turn_on_one_named_thread()
    {
        using var thread = Start();
        var order = new List<int>();
        var calls = Enumerable.Range(0, 50).Select(i => thread.CallAsync("call", _ => Note(order, i), Long, CancellationToken.None).AsTask()).ToList();

        Assert.All(await Task.WhenAll(calls), name => Assert.Equal("pcsc-card", name));
        Assert.Equal(Enumerable.Range(0, 50), order);
    }

    [Fact]
    public async Task What_a_call_throws_reaches_its_caller_and_the_thread_goes_on()
    {
        using var thread = Start();

        await Assert.ThrowsAsync<CardRemovedException>(async () => await thread.CallAsync<int>("call", _ => throw new CardRemovedException("gone"), Long, CancellationToken.None));

        Assert.Equal(3, await thread.CallAsync("call", _ => 3, Long, CancellationToken.None));
    }

    [Fact]
    public async Task A_call_that_hangs_costs_the_thread_and_not_the_caller()
    {
        using var thread = Start();
        using var release = new ManualResetEventSlim();

        var timeout = await Assert.ThrowsAsync<CardTimeoutException>(async () => await thread.CallAsync("SCardTransmit", _ => Hang(release), Short, CancellationToken.None));
        Assert.Equal("SCardTransmit did not return within 50 ms.", timeout.Message);
        Assert.True(thread.IsHung);
        await Assert.ThrowsAsync<CardFaultException>(async () => await thread.CallAsync("call", _ => 1, Long, CancellationToken.None));

        release.Set();
        Assert.True(await thread.WaitForEndAsync(Long, CancellationToken.None));
        Assert.False(thread.IsHung);
    }

    [Fact]
    public async Task A_reader_with_a_call_that_hangs_for_long_is_out_of_order_until_it_returns()
    {
        var options = new PcscReaderOptions { HangBeforeOutOfOrder = Short };
        var ladder = new RecoveryLadder(options, TimeProvider.System);
        using var thread = new PcscCardThread(options, TimeProvider.System);
        ladder.Watch(thread);
        using var release = new ManualResetEventSlim();
        await Assert.ThrowsAsync<CardTimeoutException>(async () => await thread.CallAsync("call", _ => Hang(release), Short, CancellationToken.None));

        await Task.Delay(Short * 2);
        Assert.True(ladder.IsOutOfOrder);

        release.Set();
        await thread.WaitForEndAsync(Long, CancellationToken.None);
        Assert.False(ladder.IsOutOfOrder);
    }

    [Fact]
    public async Task The_calls_of_a_turn_stay_on_the_thread_and_a_turn_behind_it_waits()
    {
        using var thread = Start();
        var order = new List<int>();

        var first = thread.TakeTurnAsync("turn", TurnAsync, CancellationToken.None);
        var second = thread.CallAsync("call", _ => Note(order, 3), Long, CancellationToken.None).AsTask();

        Assert.All(await Task.WhenAll(first, second), name => Assert.Equal("pcsc-card", name));
        Assert.Equal([1, 2, 3], order);

        async ValueTask<string?> TurnAsync()
        {
            await thread.CallAsync("call", _ => Note(order, 1), Long, CancellationToken.None);
            await thread.CallAsync("call", _ => Note(order, 2), Long, CancellationToken.None);
            return Thread.CurrentThread.Name;
        }
    }

    [Fact]
    public async Task A_call_that_hangs_within_a_turn_ends_the_turn_by_its_own_deadline_and_those_that_wait_behind_it()
    {
        using var thread = Start();
        using var release = new ManualResetEventSlim();
        var wentOn = false;

        var turn = thread.TakeTurnAsync("turn", TurnAsync, CancellationToken.None);
        var behind = thread.TakeTurnAsync("behind", () => ValueTask.FromResult(1), CancellationToken.None);
        await Task.WhenAll(turn, behind).ContinueWith(_ => { }, TaskScheduler.Default);
        var timeout = Assert.IsType<CardTimeoutException>(turn.Exception!.InnerException);
        var fault = Assert.IsType<CardFaultException>(behind.Exception!.InnerException);

        Assert.Equal("SCardTransmit did not return within 50 ms.", timeout.Message);
        Assert.Equal("behind was not tried: an earlier call has not returned.", fault.Message);
        Assert.True(thread.IsHung);
        release.Set();
        Assert.True(await thread.WaitForEndAsync(Long, CancellationToken.None));
        Assert.False(wentOn);

        async ValueTask<bool> TurnAsync()
        {
            await thread.CallAsync("quick", _ => true, Long, CancellationToken.None);
            await thread.CallAsync("SCardTransmit", _ => Hang(release), Short, CancellationToken.None);
            return wentOn = true;
        }
    }

    [Fact]
    public async Task A_turn_that_awaits_something_else_lets_others_go_before_it_goes_on()
    {
        using var thread = Start();
        var order = new List<int>();
        using var gate = new SemaphoreSlim(0);

        var first = thread.TakeTurnAsync("turn", TurnAsync, CancellationToken.None);
        await thread.CallAsync("call", _ => Note(order, 1), Long, CancellationToken.None);
        gate.Release();

        Assert.All(await Task.WhenAll(first), name => Assert.Equal("pcsc-card", name));
        Assert.Equal([1, 2], order);

        async ValueTask<string?> TurnAsync()
        {
            await gate.WaitAsync();
            return await thread.CallAsync("call", _ => Note(order, 2), Long, CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_cancelled_turn_costs_the_thread_since_its_call_may_still_run()
    {
        using var thread = Start();
        using var release = new ManualResetEventSlim();
        using var cancellation = new CancellationTokenSource();

        var turn = thread.CallAsync("call", _ => Hang(release), Long, cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await Task.WhenAll(turn).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.True(turn.IsCanceled);
        Assert.True(thread.IsAbandoned);
        release.Set();
        Assert.True(await thread.WaitForEndAsync(Long, CancellationToken.None));
    }

    [Fact]
    public async Task A_call_behind_comes_after_its_turn_and_before_the_next()
    {
        using var thread = Start();
        var order = new List<int>();

        await thread.TakeTurnAsync("turn", TurnAsync, CancellationToken.None);
        await thread.CallAsync("call", _ => Note(order, 3), Long, CancellationToken.None);

        Assert.Equal([1, 2, 3], order);

        async ValueTask<bool> TurnAsync()
        {
            thread.CallBehind("end", _ => Note(order, 2) is not null, Long);
            await thread.CallAsync("call", _ => Note(order, 1), Long, CancellationToken.None);
            return true;
        }
    }

    [Fact]
    public async Task A_call_behind_comes_soon_when_no_turn_follows()
    {
        using var thread = Start();
        using var made = new SemaphoreSlim(0);

        await thread.TakeTurnAsync("turn", TurnAsync, CancellationToken.None);

        Assert.True(await made.WaitAsync(Long));

        ValueTask<bool> TurnAsync()
        {
            thread.CallBehind("end", _ => made.Release() == 0, Long);
            return ValueTask.FromResult(true);
        }
    }

    private static PcscCardThread Start() => new(new PcscReaderOptions(), TimeProvider.System);

    private static string? Note(List<int> order, int number)
    {
        order.Add(number);
        return Thread.CurrentThread.Name;
    }

    private static bool Hang(ManualResetEventSlim release)
    {
        release.Wait(Long);
        return true;
    }
}
