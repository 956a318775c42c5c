using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Health;

namespace Kiosk.Service.Tests.Health;

public sealed class MemoryLoopTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task What_is_dead_goes_every_ten_minutes_once_the_card_on_the_reader_has_its_answer()
    {
        var heartbeat = new Heartbeat(time);
        var collected = new SemaphoreSlim(0);
        using var loop = new MemoryLoop(heartbeat, time, () => collected.Release());
        await loop.StartAsync(CancellationToken.None);

        time.Advance(MemoryLoop.Interval);
        Assert.True(await collected.WaitAsync(Limit));

        heartbeat.Busy();
        time.Advance(MemoryLoop.Interval - TimeSpan.FromMilliseconds(1));
        heartbeat.Waiting();
        heartbeat.Busy();
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await collected.WaitAsync(TimeSpan.FromMilliseconds(50)));

        heartbeat.Waiting();
        Assert.True(await collected.WaitAsync(Limit));
        await loop.StopAsync(CancellationToken.None);
    }
}
