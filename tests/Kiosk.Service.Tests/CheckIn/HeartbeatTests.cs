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
}
