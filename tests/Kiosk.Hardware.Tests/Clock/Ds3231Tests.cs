using Kiosk.Hardware.Clock;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Tests.Clock;

public sealed class Ds3231Tests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    private readonly RegisterChip chip = new();

    [Fact]
    public void A_clock_that_stood_still_is_not_believed_whatever_it_shows()
    {
        var clock = new Ds3231(chip, "bus");
        clock.Set(Noon);
        chip.Registers[0x0F] |= 0x80;

        Assert.IsType<RealTimeReading.Stopped>(clock.Read());
    }

    [Fact]
    public void Setting_the_clock_makes_it_trustworthy_and_leaves_its_other_settings()
    {
        chip.Registers[0x0E] = 0x1C;
        chip.Registers[0x0F] = 0x88;
        chip.Registers[0x10] = 0x05;
        var clock = new Ds3231(chip, "bus");

        clock.Set(Noon);

        Assert.Equal(Noon, Assert.IsType<RealTimeReading.Running>(clock.Read()).Instant);
        Assert.Equal([0x1C, 0x08, 0x05], chip.Registers[0x0E..0x11]);
    }

    [Fact]
    public void The_flag_is_cleared_after_the_time_is_right()
    {
        new Ds3231(chip, "bus").Set(Noon);

        Assert.Equal([0x00, 0x0F], chip.Writes.Select(write => write.Register));
    }

    [Fact]
    public void Noise_is_told_from_a_time()
    {
        chip.Registers.AsSpan(0, 7).Fill(0xFE);

        Assert.Equal("FEFEFEFEFEFEFE", Assert.IsType<RealTimeReading.Malformed>(new Ds3231(chip, "bus").Read()).Registers);
    }

    [Fact]
    public void A_missing_chip_is_an_error_of_its_own()
    {
        chip.IsUnplugged = true;

        Assert.Throws<DeviceSilentException>(() => new Ds3231(chip, "bus").Read());
    }
}
