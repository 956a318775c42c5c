using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CheckIn;

namespace Kiosk.Service.Tests.CheckIn;

public sealed class HeartbeatTests
{
    private readonly ManualTimeProvider time = new();

    [Fact]
    public void Waiting_for_hours_is_no_sign_of_death()
    {
        var heartbeat = new Heartbeat(time);
        heartbeat.Waiting();
        time.Advance(TimeSpan.FromHours(9));

        Assert.True(heartbeat.IsAlive);
    }

    [Fact]
    public void A_tap_that_never_ends_is()
    {
        time.Advance(TimeSpan.FromMinutes(1));
        var heartbeat = new Heartbeat(time);
        heartbeat.Busy();
        time.Advance(Heartbeat.MaxSilence - TimeSpan.FromMilliseconds(1));
        Assert.True(heartbeat.IsAlive);

        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(heartbeat.IsAlive);

        heartbeat.Waiting();
        Assert.True(heartbeat.IsAlive);
    }

    [Fact]
    public void Work_beside_a_tap_goes_on_once_the_tap_is_answered()
    {
        var heartbeat = new Heartbeat(time);
        heartbeat.Busy();
        var beside = new Thread(heartbeat.Yield) { IsBackground = true };
        beside.Start();

        SpinWait.SpinUntil(() => beside.ThreadState.HasFlag(ThreadState.WaitSleepJoin) || !beside.IsAlive);
        Assert.True(beside.IsAlive);

        heartbeat.Waiting();
        Assert.True(beside.Join(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task A_card_that_lies_there_for_more_than_a_second_is_waited_for_no_longer()
    {
        var heartbeat = new Heartbeat(time);
        heartbeat.Busy();
        time.Advance(TimeSpan.FromMilliseconds(999));
        var waiting = heartbeat.YieldAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        time.Advance(TimeSpan.FromMilliseconds(1));

        await waiting;
        Assert.True(heartbeat.YieldAsync(CancellationToken.None).IsCompletedSuccessfully);
        heartbeat.Yield();
    }
}
