using Kiosk.Hardware.Gpio;

namespace Kiosk.Hardware.Tests.Gpio;

public sealed class GpioAddressTests
{
    [Theory]
    [InlineData("GPIO17", null, "GPIO17", 0)]
    [InlineData("gpiochip0:17", "gpiochip0", "", 17)]
    [InlineData("pinctrl-rp1:0", "pinctrl-rp1", "", 0)]
    [InlineData("1f000d0000.gpio:1023", "1f000d0000.gpio", "", 1023)]
    public void A_line_is_named_by_itself_or_by_its_chip(string text, string? chip, string name, int offset)
    {
        Assert.Equal(new GpioAddress(chip, name, offset), GpioAddress.TryParse(text));
        Assert.Equal(text, GpioAddress.TryParse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpiochip0:")]
    [InlineData(":17")]
    [InlineData("gpiochip0:-1")]
    [InlineData("gpiochip0:1024")]
    [InlineData("gpiochip0:1 7")]
    [InlineData("GPIO 17")]
    [InlineData("a-name-of-more-than-31-characters")]
    public void Anything_else_is_no_line(string text) => Assert.Null(GpioAddress.TryParse(text));
}
