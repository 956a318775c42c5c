using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Door;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Hardware.Tests.Indicators;

namespace Kiosk.Hardware.Tests.Door;

public sealed class DoorRelayTests
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(3);

    private readonly ManualTimeProvider time = new();
    private readonly List<DeviceException> failures = [];
    private readonly LineRecorder line = new();

    [Fact]
    public void A_door_opens_for_the_pulse_and_no_longer()
    {
        using var door = new DoorRelay(line, Pulse, time, failures.Add);
        door.Open();
        time.Advance(Pulse - TimeSpan.FromMilliseconds(1));
        var justBefore = line.IsActive;

        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((true, false), (justBefore, line.IsActive));
    }

    [Fact]
    public void Another_opening_lasts_a_whole_pulse_from_then_on()
    {
        using var door = new DoorRelay(line, Pulse, time, failures.Add);
        door.Open();
        time.Advance(TimeSpan.FromSeconds(2));

        door.Open();
        time.Advance(TimeSpan.FromSeconds(2));
        var meanwhile = line.IsActive;
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((true, false), (meanwhile, line.IsActive));
    }

    [Fact]
    public void A_tick_that_was_on_its_way_when_the_door_opened_again_does_not_shut_it()
    {
        var ticks = new StrayTicks(time);
        using var door = new DoorRelay(line, Pulse, ticks, failures.Add);
        door.Open();
        time.Advance(TimeSpan.FromSeconds(2));
        door.Open();

        ticks.Tick();
        var afterStray = line.IsActive;
        time.Advance(Pulse);

        Assert.Equal((true, false), (afterStray, line.IsActive));
    }

    [Fact]
    public void A_line_that_is_slow_to_open_stays_open_for_a_whole_pulse()
    {
        line.OnWrite = () => time.Advance(TimeSpan.FromSeconds(1));
        using var door = new DoorRelay(line, Pulse, time, failures.Add);
        door.Open();
        line.OnWrite = () => { };

        time.Advance(Pulse - TimeSpan.FromMilliseconds(1));
        var justBefore = line.IsActive;
        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((true, false), (justBefore, line.IsActive));
    }

    [Fact]
    public void A_terminal_that_stops_leaves_the_door_shut()
    {
        var door = new DoorRelay(line, Pulse, time, failures.Add);
        door.Open();

        door.Dispose();

        Assert.Equal((false, true), (line.IsActive, line.IsDisposed));
        Assert.Throws<ObjectDisposedException>(door.Open);
    }

    [Fact]
    public void A_line_that_cannot_be_released_is_reported()
    {
        var door = new DoorRelay(line, Pulse, time, failures.Add);
        door.Open();
        line.Fails = true;

        time.Advance(Pulse);

        Assert.Single(failures);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void A_pulse_without_bounds_is_refused(int seconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DoorRelay(line, TimeSpan.FromSeconds(seconds), time, failures.Add));
}
