using System.Text.Json.Nodes;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Configuration;

public sealed class DeviceOptionsTests
{
    [Fact]
    public void A_terminal_without_devices_needs_no_settings_for_them()
    {
        var options = Load("{}");

        Assert.False(options.Lamp.IsPresent || options.Buzzer.HasBuzzer || options.Touch.IsPresent);
        Assert.Equal(("", "", "", ""), (options.Relay.Line, options.Inputs.Tamper, options.Clock.Bus, options.Night.From));
    }

    [Fact]
    public void Lines_channels_and_hours_are_taken_as_they_are_named()
    {
        var options = Load("""
            {"Lamp":{"Red":"GPIO17","Green":"pinctrl-rp1:27","Blue":"gpiochip0:22","ActiveLow":true},"Buzzer":{"PwmChip":"pwmchip0","PwmChannel":1,"Volume":40},
             "Night":{"From":"22:00","To":"05:30"},"Inputs":{"Tamper":"GPIO5","Pull":"down"},"Relay":{"Line":"GPIO6","PulseMilliseconds":500},
             "Clock":{"Bus":"/dev/i2c-1"},"Touch":{"Device":"auto","Calibration":"-1 0 1 0 1 0"}}
            """);

        Assert.True(options.Lamp is { IsPresent: true, ActiveLow: true, Green: "pinctrl-rp1:27" });
        Assert.True(options is { Buzzer: { PwmChannel: 1, Volume: 40 }, Relay.PulseMilliseconds: 500, Touch.Node: "" });
    }

    [Theory]
    [InlineData("oled", 0, 60)]
    [InlineData("lcd", 0, 39)]
    [InlineData("lcd", 63, 63)]
    public void A_display_without_an_address_has_the_usual_one(string kind, int address, int expected) =>
        Assert.Equal(expected, Load($$$"""{"Display":{"Kind":"{{{kind}}}","Device":"/dev/i2c-1","Address":{{{address}}} } }""").Display.AddressOrUsual);

    [Theory]
    [InlineData("""{"Lamp":{"Red":"GPIO 17","Green":"GPIO27"}}""", "Kiosk:Lamp:Red is \"GPIO 17\" and must be a line's name such as GPIO17, or chip and offset such as gpiochip0:17.")]
    [InlineData("""{"Lamp":{"Green":"GPIO27"}}""", "Kiosk:Lamp:Red and Kiosk:Lamp:Green must both be given: a lamp that cannot refuse, or cannot admit, misleads.")]
    [InlineData("""{"Buzzer":{"Line":"GPIO18","PwmChip":"pwmchip0"}}""", "Kiosk:Buzzer:Line and Kiosk:Buzzer:PwmChip name two buzzers; give one of them.")]
    [InlineData("""{"Buzzer":{"PwmChip":"pwm0"}}""", "Kiosk:Buzzer:PwmChip must be a PWM chip such as pwmchip0.")]
    [InlineData("""{"Buzzer":{"Volume":101}}""", "Kiosk:Buzzer:Volume must be between 0 and 100.")]
    [InlineData("""{"Night":{"From":"10 pm","To":"05:30"}}""", "Kiosk:Night:From is \"10 pm\" and must be a time of day in Vietnam such as 22:00.")]
    [InlineData("""{"Night":{"From":"22:00"}}""", "Kiosk:Night:From and Kiosk:Night:To must be given together.")]
    [InlineData("""{"Inputs":{"Pull":"high"}}""", "Kiosk:Inputs:Pull must be up, down, off or asis.")]
    [InlineData("""{"Relay":{"Line":"GPIO6","PulseMilliseconds":60000}}""", "Kiosk:Relay:PulseMilliseconds must be between 50 and 30000.")]
    [InlineData("""{"Clock":{"Bus":"i2c-1"}}""", "Kiosk:Clock:Bus is \"i2c-1\" and must be the path of a node such as /dev/i2c-1.")]
    [InlineData("""{"Touch":{"Device":"yes"}}""", "Kiosk:Touch:Device must be none, auto, page or the path of a node such as /dev/input/event0.")]
    [InlineData("""{"Touch":{"Calibration":"1 0 0"}}""", "Kiosk:Touch:Calibration must be six numbers separated by blanks, such as 1 0 0 0 1 0.")]
    [InlineData("""{"Gpio":{"Driver":"sysfs"}}""", "Kiosk:Gpio:Driver must be kernel or libgpiod.")]
    [InlineData("""{"Expander":{"Kind":"mcp23016","Bus":"/dev/i2c-1"}}""", "Kiosk:Expander:Kind must be mcp23008, mcp23017 or pca9554.")]
    [InlineData("""{"Expander":{"Kind":"mcp23017"}}""", "Kiosk:Expander:Bus must name the expander's I2C bus, such as /dev/i2c-1.")]
    [InlineData("""{"Expander":{"Kind":"mcp23017","Bus":"/dev/i2c-1","Address":56}}""", "Kiosk:Expander:Address must be between 32 (0x20) and 39 (0x27), or for a PCA9554A between 56 (0x38) and 63 (0x3f).")]
    [InlineData("""{"Relay":{"Line":"expander:0"}}""", "Kiosk:Relay:Line is \"expander:0\" and Kiosk:Expander:Kind names no expander.")]
    [InlineData("""{"Expander":{"Kind":"mcp23008","Bus":"/dev/i2c-1"},"Relay":{"Line":"expander:8"}}""", "Kiosk:Relay:Line is \"expander:8\" and must be expander:0 to expander:7: a mcp23008 has no more lines.")]
    [InlineData("""{"Lamp":{"Ring":"spidev0.0"}}""", "Kiosk:Lamp:Ring is \"spidev0.0\" and must be the path of a node such as /dev/spidev0.0.")]
    [InlineData("""{"Lamp":{"Ring":"/dev/spidev0.0","Red":"GPIO17","Green":"GPIO27"}}""", "Kiosk:Lamp:Ring and the lines of Kiosk:Lamp name two lamps; give one of them.")]
    [InlineData("""{"Lamp":{"Ring":"/dev/spidev0.0","RingLeds":65}}""", "Kiosk:Lamp:RingLeds must be between 1 and 64.")]
    [InlineData("""{"Display":{"Kind":"lcd"}}""", "Kiosk:Display:Device must be the panel's I2C bus, such as /dev/i2c-1.")]
    [InlineData("""{"Display":{"Kind":"lcd","Device":"/dev/i2c-1","Address":60000}}""", "Kiosk:Display:Address of an lcd must be between 32 (0x20) and 39 (0x27) or between 56 (0x38) and 63 (0x3f).")]
    [InlineData("""{"Reader":{"Kind":"pn532"}}""", "Kiosk:Reader:Device must name where the PN532 is connected, such as /dev/ttyAMA0 or /dev/i2c-1.")]
    [InlineData("""{"Display":{"Kind":"oled"}}""", "Kiosk:Display:Device must be the panel's I2C bus, such as /dev/i2c-1.")]
    [InlineData("""{"Display":{"Kind":"oled","Device":"/dev/i2c-1","Address":104}}""", "Kiosk:Display:Address must be 60 (0x3c) or 61 (0x3d).")]
    public void A_mistake_costs_one_sentence(string settings, string sentence)
    {
        var refused = Assert.Throws<ConfigurationException>(() => Load(settings));

        Assert.Equal(sentence, refused.Message[(refused.Message.IndexOf("Kiosk:", StringComparison.Ordinal))..]);
    }

    private static KioskOptions Load(string settings)
    {
        using var folder = new TestFolder();
        var kiosk = JsonNode.Parse(settings)!.AsObject();
        kiosk["TerminalId"] = "HN-01";
        return ConfigurationLoading.Load(SettingsFile.Write(folder["kiosk.json"], kiosk));
    }
}
