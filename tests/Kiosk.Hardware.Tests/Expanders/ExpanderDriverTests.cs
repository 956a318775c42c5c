using System.Device.Gpio;
using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Expanders;
using Kiosk.Hardware.Gpio;
using Kiosk.Hardware.Tests.Clock;

namespace Kiosk.Hardware.Tests.Expanders;

/// <summary>Registers as the data sheets have them: MCP23017 (DS20001952, table 3-3), MCP23008 (DS21919, table 1-3), PCA9554 (7.2).</summary>
public sealed class ExpanderDriverTests
{
    private const byte DirectionA = 0x00, DirectionB = 0x01, LatchA = 0x14, LatchB = 0x15;

    private readonly RegisterChip chip = new();

    [Fact]
    public void A_line_of_the_second_port_is_driven_and_its_neighbours_stay_inputs()
    {
        using var line = Open(Mcp23ExpanderDriver.Of16(chip), pin: 9);

        line.Write(active: true);

        Assert.Equal((0xFF, 0xFD), (chip.Registers[DirectionA], chip.Registers[DirectionB]));
        Assert.Equal((0x00, 0x02), (chip.Registers[LatchA], chip.Registers[LatchB]));
    }

    [Fact]
    public void A_line_has_its_level_before_it_becomes_an_output()
    {
        var driver = Mcp23ExpanderDriver.Of16(chip);
        chip.Writes.Clear();

        using var line = Open(driver, pin: 2, activeLow: true);

        Assert.Equal([LatchA, DirectionA], chip.Writes.Select(write => write.Register));
        Assert.Equal((0x04, 0xFB), (chip.Registers[LatchA], chip.Registers[DirectionA]));
    }

    [Fact]
    public void Lines_of_one_port_do_not_disturb_each_other()
    {
        var controller = new GpioController(Mcp23ExpanderDriver.Of8(chip));
        using var lamp = new GpioOutput(controller, 0, "expander:0", activeLow: false, () => { });
        using var door = new GpioOutput(controller, 7, "expander:7", activeLow: false, () => { });

        lamp.Write(active: true);
        door.Write(active: true);
        lamp.Write(active: false);

        Assert.Equal((0x80, 0x7E), (chip.Registers[0x0A], chip.Registers[0x00]));
    }

    [Fact]
    public void A_chip_that_lost_its_power_is_driven_again_by_the_next_write_of_any_of_its_lines()
    {
        var controller = new GpioController(new Pca95ExpanderDriver(chip));
        using var lamp = new GpioOutput(controller, 0, "expander:0", activeLow: false, () => { });
        using var door = new GpioOutput(controller, 1, "expander:1", activeLow: false, () => { });
        door.Write(active: true);
        chip.Registers[0x01] = 0xFF;
        chip.Registers[0x03] = 0xFF;

        lamp.Write(active: true);

        Assert.Equal((0x03, 0xFC), (chip.Registers[0x01], chip.Registers[0x03]));
    }

    [Fact]
    public void A_chip_that_does_not_answer_is_said_and_believed_to_be_dark_once_it_is_back()
    {
        using var line = Open(new Pca95ExpanderDriver(chip), pin: 3);
        chip.IsUnplugged = true;
        Assert.Throws<DeviceSilentException>(() => line.Write(active: true));
        chip.IsUnplugged = false;

        line.Write(active: false);

        Assert.Equal((0x00, 0xF7), (chip.Registers[0x01], chip.Registers[0x03]));
    }

    [Fact]
    public void A_line_that_the_chip_does_not_have_is_refused() =>
        Assert.Contains("expander:8", Assert.Throws<DeviceFaultException>(() => Open(new Pca95ExpanderDriver(chip), pin: 8)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("expander:8", "expander:8: the expander has the lines 0 to 7.")]
    public void Lines_beyond_the_last_are_named_with_those_there_are(string line, string sentence)
    {
        var lines = new GpioLines(GpioLibrary.Kernel, new Expander(ExpanderKind.Mcp23008, "/dev/i2c-none", 0x20));

        Assert.Equal(sentence, Assert.Throws<DeviceMissingException>(() => lines.OpenOutput(GpioAddress.TryParse(line)!.Value, activeLow: false)).Message);
    }

    [Fact]
    public void A_bus_that_is_missing_is_said_by_its_path()
    {
        var lines = new GpioLines(GpioLibrary.Kernel, new Expander(ExpanderKind.Mcp23017, "/dev/i2c-none", 0x20));

        Assert.Equal("/dev/i2c-none", Assert.Throws<DeviceMissingException>(() => lines.OpenOutput(GpioAddress.TryParse("expander:3")!.Value, activeLow: false)).Device);
    }

    private static GpioOutput Open(ExpanderDriver driver, int pin, bool activeLow = false) =>
        new(new GpioController(driver), pin, $"expander:{pin}", activeLow, driver.Dispose);
}
