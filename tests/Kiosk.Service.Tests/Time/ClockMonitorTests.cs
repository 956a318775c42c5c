using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Time;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Tests.Time;

public sealed class ClockMonitorTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Floor = Start.AddDays(-1);

    private readonly ManualTimeProvider time = new(Start);
    private bool isSynchronised;

    [Fact]
    public void A_clock_at_the_floor_is_believed()
    {
        time.SetUtcNow(Floor);

        Assert.Equal(new ClockReading(Floor, ClockTrust.FloorOnly), Monitor().Read());
    }

    [Fact]
    public void A_clock_of_1970_is_behind()
    {
        var monitor = Monitor();

        time.SetUtcNow(DateTimeOffset.UnixEpoch);

        Assert.Equal(ClockFault.Behind, monitor.Read().Fault);
    }

    [Theory]
    [InlineData(0, ClockFault.None)]
    [InlineData(-1, ClockFault.Behind)]
    public void A_clock_one_tick_behind_the_floor_is_behind_even_when_network_time_says_so(int ticks, object expected)
    {
        isSynchronised = true;
        var monitor = Monitor();

        time.SetUtcNow(Floor.AddTicks(ticks));

        Assert.Equal(expected, monitor.Read().Fault);
    }

    [Fact]
    public void A_clock_behind_the_newest_signed_data_is_behind()
    {
        var monitor = Monitor();

        monitor.RaiseFloor(Start.AddSeconds(1));

        Assert.Equal(ClockFault.Behind, monitor.Read().Fault);
    }

    [Fact]
    public void Time_that_the_network_attested_is_a_floor_from_then_on()
    {
        isSynchronised = true;
        var monitor = Monitor();

        monitor.Read();

        Assert.Equal(Start - ClockMonitor.Tolerance, monitor.Floor);
    }

    [Fact]
    public void Time_that_nothing_attested_is_no_floor()
    {
        var monitor = new ClockMonitor(time, new ClockSource(() => false, HasRealTimeClock: true), Floor);

        monitor.Read();

        Assert.Equal(Floor, monitor.Floor);
    }

    [Fact]
    public void A_running_clock_that_steps_back_by_hours_is_behind_although_it_is_beyond_the_floor()
    {
        var monitor = Monitor();

        time.SetUtcNow(Start.AddHours(-3));

        Assert.Equal(ClockFault.Behind, monitor.Read().Fault);
    }

    [Fact]
    public void A_clock_years_ahead_at_start_is_not_believed_without_a_witness()
    {
        time.SetUtcNow(Floor + ClockMonitor.MaxUnconfirmedLead);
        Assert.Equal(ClockFault.None, Monitor().Read().Fault);

        time.SetUtcNow(Floor + ClockMonitor.MaxUnconfirmedLead + TimeSpan.FromTicks(1));
        Assert.Equal(ClockFault.Jumped, Monitor().Read().Fault);
    }

    [Fact]
    public void A_clock_that_started_in_1970_and_was_set_is_believed()
    {
        time.SetUtcNow(DateTimeOffset.UnixEpoch);
        var monitor = Monitor();
        Assert.Equal(ClockFault.Behind, monitor.Read().Fault);

        time.SetUtcNow(Start);

        Assert.Equal(new ClockReading(Start, ClockTrust.FloorOnly), monitor.Read());
    }

    [Fact]
    public void A_step_that_the_monotonic_clock_contradicts_takes_the_trust_away()
    {
        var monitor = new ClockMonitor(time, new ClockSource(() => false, HasRealTimeClock: true), Floor);

        time.SetUtcNow(Start.AddMinutes(11));

        Assert.Equal(new ClockReading(Start.AddMinutes(11), ClockTrust.FloorOnly), monitor.Read());
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(48)]
    public void An_operator_may_vouch_for_a_time_that_stepped(int hours)
    {
        var monitor = Monitor();
        time.SetUtcNow(Start.AddHours(hours));
        Assert.NotEqual(ClockFault.None, monitor.Read().Fault);

        Assert.Equal(new ClockReading(Start.AddHours(hours), ClockTrust.Rtc), monitor.Accept());
        Assert.Equal(ClockFault.None, monitor.Read().Fault);
    }

    [Fact]
    public void An_operator_may_vouch_for_a_time_behind_a_floor_that_is_wrong()
    {
        var monitor = Monitor();
        monitor.RaiseFloor(Start.AddYears(9));

        monitor.Accept();
        monitor.RaiseFloor(Start.AddYears(9));

        Assert.Equal(new ClockReading(Start, ClockTrust.Rtc), monitor.Read());
    }

    [Fact]
    public void Newer_signed_data_outweighs_the_operator()
    {
        var monitor = Monitor();
        monitor.RaiseFloor(Start.AddDays(1));
        monitor.Accept();

        monitor.RaiseFloor(Start.AddDays(2));

        Assert.Equal(ClockFault.Behind, monitor.Read().Fault);
    }

    [Fact]
    public void A_time_before_the_program_was_made_cannot_be_vouched_for()
    {
        time.SetUtcNow(DateTimeOffset.UnixEpoch);

        Assert.Equal(ClockFault.Behind, Monitor().Accept().Fault);
    }

    [Fact]
    public void A_time_that_was_vouched_for_may_jump_no_further_than_any_other()
    {
        var monitor = Monitor();
        monitor.Accept();

        time.SetUtcNow(Start.AddDays(2));

        Assert.Equal(ClockFault.Jumped, monitor.Read().Fault);
    }

    [Fact]
    public void The_floor_never_sinks()
    {
        var monitor = Monitor();

        monitor.RaiseFloor(Floor.AddYears(-1));

        Assert.Equal(Floor, monitor.Floor);
    }

    [Fact]
    public void A_terminal_that_was_off_for_a_month_believes_its_clock_at_start()
    {
        time.SetUtcNow(Floor.AddMonths(1));

        Assert.Equal(ClockFault.None, Monitor().Read().Fault);
    }

    [Fact]
    public void Two_days_that_truly_pass_are_no_jump()
    {
        var monitor = Monitor();

        time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(ClockFault.None, monitor.Read().Fault);
    }

    [Fact]
    public void A_jump_of_two_days_is_quarantined()
    {
        var monitor = Monitor();

        time.SetUtcNow(Start.AddDays(2));

        Assert.Equal(ClockFault.Jumped, monitor.Read().Fault);
        time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(ClockFault.Jumped, monitor.Read().Fault);
    }

    [Theory]
    [InlineData(36, 0, ClockFault.None)]
    [InlineData(36, 1, ClockFault.Jumped)]
    public void Only_more_than_36_hours_are_a_jump(int hours, int ticks, object expected)
    {
        var monitor = Monitor();

        time.SetUtcNow(Start.AddHours(hours).AddTicks(ticks));

        Assert.Equal(expected, monitor.Read().Fault);
    }

    [Fact]
    public void Many_small_jumps_make_one_large_one()
    {
        var monitor = Monitor();

        time.SetUtcNow(Start.AddHours(30));
        Assert.Equal(ClockFault.None, monitor.Read().Fault);
        time.SetUtcNow(Start.AddHours(60));

        Assert.Equal(ClockFault.Jumped, monitor.Read().Fault);
    }

    [Fact]
    public void A_jump_undone_is_forgiven()
    {
        var monitor = Monitor();

        time.SetUtcNow(Start.AddDays(2));
        monitor.Read();
        time.SetUtcNow(Start);

        Assert.Equal(ClockFault.None, monitor.Read().Fault);
    }

    [Fact]
    public void Network_time_ends_the_quarantine()
    {
        var monitor = Monitor();
        time.SetUtcNow(Start.AddDays(2));
        monitor.Read();

        isSynchronised = true;

        Assert.Equal(new ClockReading(Start.AddDays(2), ClockTrust.Attested), monitor.Read());
    }

    [Theory]
    [InlineData(0, ClockTrust.Attested)]
    [InlineData(1, ClockTrust.FloorOnly)]
    public void Attestation_holds_24_hours(int ticks, object expected)
    {
        isSynchronised = true;
        var monitor = Monitor();
        monitor.Read();
        isSynchronised = false;

        time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromTicks(ticks));

        Assert.Equal(expected, monitor.Read().Trust);
    }

    [Fact]
    public void A_battery_backed_clock_is_trusted_more_than_the_floor()
    {
        var monitor = new ClockMonitor(time, new ClockSource(() => false, HasRealTimeClock: true), Floor);

        Assert.Equal(ClockTrust.Rtc, monitor.Read().Trust);
    }

    [Fact]
    public void The_kernel_answers_and_this_machine_runs_after_the_program_was_built()
    {
        var monitor = new ClockMonitor(TimeProvider.System, ClockSource.OfMachine(), BuildInstant.Value);

        Assert.Equal(ClockFault.None, monitor.Read().Fault);
    }

    private ClockMonitor Monitor() => new(time, new ClockSource(() => isSynchronised, HasRealTimeClock: false), Floor);
}
