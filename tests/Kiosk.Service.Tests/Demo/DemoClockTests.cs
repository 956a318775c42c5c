using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Demo;
using Kiosk.Service.Page;
using Kiosk.Service.Time;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Tests.Demo;

public sealed class DemoClockTests
{
    private readonly ManualTimeProvider machine = new(TestPki.Now);
    private readonly DemoClock clock;
    private readonly ClockMonitor monitor;

    public DemoClockTests()
    {
        clock = new DemoClock(machine);
        monitor = new ClockMonitor(clock, clock.Source, TestPki.Begin);
    }

    [Theory]
    [InlineData(nameof(SimulatedClock.Right), nameof(ClockFault.None))]
    [InlineData(nameof(SimulatedClock.Behind), nameof(ClockFault.Behind))]
    [InlineData(nameof(SimulatedClock.Ahead), nameof(ClockFault.Jumped))]
    public void The_terminal_notices_what_is_wrong_with_it(string setting, string expected)
    {
        _ = monitor.Read();

        clock.Setting = Enum.Parse<SimulatedClock>(setting);

        Assert.Equal(expected, monitor.Read().Fault.ToString());
    }

    [Fact]
    public void Set_right_again_it_is_believed_again()
    {
        clock.Setting = SimulatedClock.Ahead;
        _ = monitor.Read();

        clock.Setting = SimulatedClock.Right;

        Assert.Equal(ClockFault.None, monitor.Read().Fault);
        Assert.Equal(TestPki.Now, monitor.Read().Instant);
    }

    [Fact]
    public void Nobody_vouches_for_a_clock_that_was_set_wrong()
    {
        clock.Setting = SimulatedClock.Ahead;

        Assert.False(clock.Source.IsSynchronised());
    }

    [Fact]
    public void Durations_are_the_machines_whatever_day_it_is_said_to_be()
    {
        var begun = clock.GetTimestamp();
        clock.Setting = SimulatedClock.Behind;
        machine.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(TimeSpan.FromSeconds(7), clock.GetElapsedTime(begun));
    }
}
