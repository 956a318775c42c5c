using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Pwm;
using Kiosk.Testing.Durability;

namespace Kiosk.Hardware.Tests.Pwm;

public sealed class KernelPwmChannelTests
{
    [Fact]
    public void A_pitch_is_written_as_period_and_duty_in_nanoseconds_and_sounds_until_it_is_stopped()
    {
        using var chips = Chip(channels: 2);
        Export(chips, period: 0, duty: 0);
        using var channel = KernelPwmChannel.Open(chips.Path, "pwmchip0", 1);
        channel.DutyCycle = 0.25;
        channel.Frequency = 500;

        channel.Start();
        var sounding = Attributes(chips);
        channel.Stop();

        Assert.Equal(("2000000", "500000", "1"), sounding);
        Assert.Equal("0", Attributes(chips).Enable);
    }

    [Fact]
    public void A_channel_that_nobody_has_used_before_is_not_asked_to_stop()
    {
        using var chips = Chip(channels: 2);
        Export(chips, period: 0, duty: 0);

        KernelPwmChannel.Open(chips.Path, "pwmchip0", 1).Dispose();

        Assert.Equal("", Attributes(chips).Enable);
    }

    [Fact]
    public void A_channel_that_sounds_is_silent_once_it_is_opened()
    {
        using var chips = Chip(channels: 2);
        Export(chips, period: 1_000_000, duty: 500_000);

        using var channel = KernelPwmChannel.Open(chips.Path, "pwmchip0", 1);

        Assert.Equal(("1000000", "500000", "0"), Attributes(chips));
    }

    [Fact]
    public void Examining_a_channel_writes_to_none_of_its_attributes()
    {
        using var chips = Chip(channels: 2);
        foreach (var (attribute, value) in new[] { ("period", "1000000"), ("duty_cycle", "500000"), ("enable", "1") })
        {
            Write(chips, $"pwmchip0/pwm1/{attribute}", value);
        }

        KernelPwmChannel.Examine(chips.Path, "pwmchip0", 1);

        Assert.Equal(["1000000", "500000", "1", ""], new[] { "pwm1/period", "pwm1/duty_cycle", "pwm1/enable", "export" }.Select(name => File.ReadAllText(chips[$"pwmchip0/{name}"])));
    }

    [Fact]
    public void A_channel_that_nobody_used_yet_is_examined_without_being_taken()
    {
        using var chips = Chip(channels: 2);

        KernelPwmChannel.Examine(chips.Path, "pwmchip0", 0);

        Assert.Equal("", File.ReadAllText(chips["pwmchip0/export"]));
    }

    [Theory]
    [InlineData("pwmchip0", 2)]
    [InlineData("pwmchip1", 0)]
    public void A_channel_that_is_not_there_is_missing(string chip, int channel)
    {
        using var chips = Chip(channels: 2);

        Assert.Throws<DeviceMissingException>(() => KernelPwmChannel.Examine(chips.Path, chip, channel));
    }

    private static TestFolder Chip(int channels)
    {
        var folder = new TestFolder();
        Write(folder, "pwmchip0/npwm", $"{channels}\n");
        Write(folder, "pwmchip0/export", "");
        return folder;
    }

    private static void Export(TestFolder chips, long period, long duty)
    {
        Write(chips, "pwmchip0/pwm1/period", $"{period}");
        Write(chips, "pwmchip0/pwm1/duty_cycle", $"{duty}");
        Write(chips, "pwmchip0/pwm1/enable", "");
    }

    private static (string Period, string Duty, string Enable) Attributes(TestFolder chips) =>
        (File.ReadAllText(chips["pwmchip0/pwm1/period"]), File.ReadAllText(chips["pwmchip0/pwm1/duty_cycle"]), File.ReadAllText(chips["pwmchip0/pwm1/enable"]));

    private static void Write(TestFolder folder, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[path])!);
        File.WriteAllText(folder[path], text);
    }
}
