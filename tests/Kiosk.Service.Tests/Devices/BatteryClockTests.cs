using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Service.Time;

namespace Kiosk.Service.Tests.Devices;

public sealed class BatteryClockTests
{
    private static readonly ClockSource System = new(() => false, HasRealTimeClock: true);

    [Fact]
    public void Without_a_clock_in_the_settings_the_kernel_is_believed() =>
        Assert.Equal((true, null), BatteryClock.Adopt(new ClockOptions(), System, TimeProvider.System, _ => throw new InvalidOperationException("It must not be set.")));

    [Fact]
    public void A_clock_that_the_settings_name_and_that_is_missing_is_not_trusted_and_told_of()
    {
        var (isTrusted, remark) = BatteryClock.Adopt(new ClockOptions { Bus = "/dev/i2c-no-such-bus" }, System, TimeProvider.System, _ => true);

        Assert.False(isTrusted);
        Assert.Contains("/dev/i2c-no-such-bus", remark, StringComparison.Ordinal);
    }
}
