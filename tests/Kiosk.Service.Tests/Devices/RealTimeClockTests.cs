using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Service.Time;

namespace Kiosk.Service.Tests.Devices;

public sealed class RealTimeClockTests
{
    private static readonly DateTimeOffset Floor = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly ClockSource System = new(() => false, HasRealTimeClock: true);

    [Fact]
    public void Without_a_clock_in_the_settings_the_kernel_is_believed() =>
        Assert.Equal((true, null), RealTimeClock.Adopt(new ClockOptions(), Floor, System, TimeProvider.System, _ => throw new InvalidOperationException("It must not be set.")));

    [Fact]
    public void A_clock_that_the_settings_name_and_that_is_missing_is_not_trusted_and_told_of()
    {
        var (isTrusted, remark) = RealTimeClock.Adopt(new ClockOptions { Bus = "/dev/i2c-no-such-bus" }, Floor, System, TimeProvider.System, _ => true);

        Assert.False(isTrusted);
        Assert.Contains("/dev/i2c-no-such-bus", remark, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void A_clock_that_says_what_has_surely_passed_sets_nothing(int secondsAfterFloor, bool sets)
    {
        var instant = Floor.AddSeconds(secondsAfterFloor);
        DateTimeOffset? set = null;

        var (isTrusted, remark) = RealTimeClock.Adopt(
            instant,
            Floor,
            System,
            TimeProvider.System,
            wanted =>
            {
                set = wanted;
                return true;
            });

        Assert.Equal((sets, sets ? instant : null), (isTrusted, set));
        Assert.Equal(sets, remark is null);
    }

    [Fact]
    public void Where_network_time_sets_the_clock_no_other_does() =>
        Assert.Equal((true, null), RealTimeClock.Adopt(Floor.AddYears(-1), Floor, new(() => true, HasRealTimeClock: false), TimeProvider.System, _ => throw new InvalidOperationException("It must not be set.")));
}
