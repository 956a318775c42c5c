using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Durability;
using DoctorHealth = Kiosk.Service.CommandLine.Doctor.Health;

namespace Kiosk.Service.Tests.CommandLine.Doctor;

public sealed class DeviceCheckUpTests
{
    [Fact]
    public void Devices_that_the_settings_do_not_name_are_not_looked_for() => Assert.Empty(Look(new KioskOptions()));

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public void Spoken_prompts_are_looked_for_in_the_language_of_the_screens(string language)
    {
        using var folder = new TestFolder();
        Directory.CreateDirectory(folder[language == "en" ? "vi" : "en"]);

        var finding = Assert.Single(Look(new() { Buzzer = new() { Prompts = folder.Path }, Display = new() { Language = language } }));

        Assert.Equal(("prompts", DoctorHealth.Doubtful), (finding.Name, finding.Health));
        Assert.Equal($"{folder.Path}/{language} holds no recorded sentences.", finding.Detail);
        Assert.EndsWith($"image/prompts/make.sh {folder.Path}", finding.Remedy!.Vietnamese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lamp_a_relay_and_a_buzzer_that_are_nowhere_are_each_named_with_a_remedy()
    {
        var findings = Look(new()
        {
            Lamp = new() { Red = "nowhere:0", Green = "nowhere:1" },
            Relay = new() { Line = "nowhere:2" },
            Buzzer = new() { PwmChip = "pwmchip999" },
        });

        Assert.Equal(["lamp", "buzzer", "relay"], findings.Select(finding => finding.Name));
        Assert.All(findings, finding => Assert.Equal(DoctorHealth.Doubtful, finding.Health));
        Assert.All(findings, finding => Assert.NotNull(finding.Remedy));
    }

    [Fact]
    public void A_character_display_a_ring_and_an_expander_that_are_nowhere_are_each_named_with_a_remedy()
    {
        var findings = Look(new()
        {
            Display = new() { Kind = "lcd", Device = "/dev/i2c-none" },
            Lamp = new() { Ring = "/dev/spidev-none" },
            Expander = new() { Kind = "mcp23017", Bus = "/dev/i2c-gone" },
            Relay = new() { Line = "expander:3" },
        });

        Assert.Equal(
            [("panel", "There is no device /dev/i2c-none."), ("lamp", "There is no device /dev/spidev-none."), ("relay", "There is no device /dev/i2c-gone.")],
            findings.Select(finding => (finding.Name, finding.What.English)));
        Assert.All(findings, finding => Assert.NotNull(finding.Remedy));
    }

    private static IReadOnlyList<Finding> Look(KioskOptions options) => new DeviceCheckUp(options, TimeProvider.System).Look();
}
