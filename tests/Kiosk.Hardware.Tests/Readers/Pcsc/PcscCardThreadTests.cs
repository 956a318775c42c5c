using Kiosk.Hardware.Readers;
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
        var calls = Enumerable.Range(0, 50).Select(i => thread.CallAsync("call", _ => Note(order, i), Long, CancellationToken.None)).ToList();

        Assert.All(await Task.WhenAll(calls), name => Assert.Equal("pcsc-card", name));
        Assert.Equal(Enumerable.Range(0, 50), order);
    }

    [Fact]
    public async Task What_a_call_throws_reaches_its_caller_and_the_thread_goes_on()
    {
        using var thread = Start();

        await Assert.ThrowsAsync<CardRemovedException>(() => thread.CallAsync<int>("call", _ => throw new CardRemovedException("gone"), Long, CancellationToken.None));

        Assert.Equal(3, await thread.CallAsync("call", _ => 3, Long, CancellationToken.None));
    }

    [Fact]
    public async Task A_call_that_hangs_costs_the_thread_and_not_the_caller()
    {
        using var thread = Start();
        using var release = new ManualResetEventSlim();

        var timeout = await Assert.ThrowsAsync<CardTimeoutException>(() => thread.CallAsync("SCardTransmit", _ => Hang(release), Short, CancellationToken.None));
        Assert.Equal("SCardTransmit did not return within 50 ms.", timeout.Message);
        Assert.True(thread.IsHung);
        await Assert.ThrowsAsync<CardFaultException>(() => thread.CallAsync("call", _ => 1, Long, CancellationToken.None));

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
        await Assert.ThrowsAsync<CardTimeoutException>(() => thread.CallAsync("call", _ => Hang(release), Short, CancellationToken.None));

        await Task.Delay(Short * 2);
        Assert.True(ladder.IsOutOfOrder);

        release.Set();
        await thread.WaitForEndAsync(Long, CancellationToken.None);
        Assert.False(ladder.IsOutOfOrder);
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
