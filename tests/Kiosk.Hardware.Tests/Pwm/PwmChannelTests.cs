using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Pwm;
using Kiosk.Testing.Durability;

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

    [Fact]
    public void Examining_a_channel_writes_to_none_of_its_attributes()
    {
        using var chips = Chip(channels: 2);
        foreach (var (attribute, value) in new[] { ("period", "1000000"), ("duty_cycle", "500000"), ("enable", "1") })
        {
            Write(chips, $"pwmchip0/pwm1/{attribute}", value);
        }

        PwmChannel.Examine(chips.Path, "pwmchip0", 1);

        Assert.Equal(["1000000", "500000", "1", ""], new[] { "pwm1/period", "pwm1/duty_cycle", "pwm1/enable", "export" }.Select(name => File.ReadAllText(chips[$"pwmchip0/{name}"])));
    }

    [Fact]
    public void A_channel_that_nobody_used_yet_is_examined_without_being_taken()
    {
        using var chips = Chip(channels: 2);

        PwmChannel.Examine(chips.Path, "pwmchip0", 0);

        Assert.Equal("", File.ReadAllText(chips["pwmchip0/export"]));
    }

    [Theory]
    [InlineData("pwmchip0", 2)]
    [InlineData("pwmchip1", 0)]
    public void A_channel_that_is_not_there_is_missing(string chip, int channel)
    {
        using var chips = Chip(channels: 2);

        Assert.Throws<DeviceMissingException>(() => PwmChannel.Examine(chips.Path, chip, channel));
    }

    private static TestFolder Chip(int channels)
    {
        var folder = new TestFolder();
        Write(folder, "pwmchip0/npwm", $"{channels}\n");
        Write(folder, "pwmchip0/export", "");
        return folder;
    }

    private static void Write(TestFolder folder, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
        File.WriteAllText(folder[path], text);
    }
}
