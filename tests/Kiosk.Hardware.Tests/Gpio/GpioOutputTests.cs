using System.Device.Gpio;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Gpio;
using Kiosk.Hardware.Tests.Indicators;

namespace Kiosk.Hardware.Tests.Gpio;

public sealed class GpioOutputTests
{
    private readonly OneLineDriver chip = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_line_is_inactive_from_the_moment_it_is_taken_until_it_is_told_otherwise(bool activeLow)
    {
        using var line = new GpioOutput(new GpioController(chip), 0, "GPIO6", activeLow, () => { });
        var atFirst = chip.Level;

        line.Write(active: true);

        Assert.Equal((PinMode.Output, (PinValue)activeLow), (chip.Mode, atFirst));
        Assert.Equal((PinValue)!activeLow, chip.Level);
    }

    [Fact]
    public void What_a_library_throws_is_said_with_the_lines_own_name()
    {
        using var line = new GpioOutput(new GpioController(new DriverWithoutLibrary()), 0, "GPIO6", activeLow: false, () => { });

        var fault = Assert.Throws<DeviceUnsupportedException>(() => line.Write(active: true));

        Assert.Equal("GPIO6: libgpiod cannot be used (not installed); install libgpiod2 or libgpiod3, or leave Kiosk:Gpio:Driver out.", fault.Message);
    }

    private sealed class DriverWithoutLibrary : OneLineDriver
    {
        protected override void Write(int pinNumber, PinValue value) => throw new PlatformNotSupportedException("not installed");
    }
}
