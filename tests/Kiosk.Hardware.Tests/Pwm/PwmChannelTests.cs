using Kiosk.Hardware.Pwm;

namespace Kiosk.Hardware.Tests.Pwm;

public sealed class PwmChannelTests
{
    [Fact]
    public void A_channel_is_named_by_chip_and_number() => Assert.Equal(("pwmchip2", 13), PwmChannel.TryParseAddress("pwmchip2:13"));

    [Theory]
    [InlineData("")]
    [InlineData("pwmchip:0")]
    [InlineData("pwmchip0")]
    [InlineData("pwmchip0:")]
    [InlineData("pwmchip0:-1")]
    [InlineData("pwm0:1")]
    [InlineData("pwmchip0/../x:1")]
    public void Anything_else_is_no_channel(string text) => Assert.Null(PwmChannel.TryParseAddress(text));
}
