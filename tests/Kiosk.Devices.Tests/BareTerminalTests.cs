using System.Text.Json;
using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests;

/// <summary>Terminals whose devices are missing, and one at night.</summary>
public sealed class BareTerminalTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    [GuestFact]
    public async Task With_everything_else_missing_the_terminal_serves_with_its_lamp_alone()
    {
        await Terminal.RunAsync(Outfits.Bare);
        await Eventually.IsAsync(async () => (await Terminal.LevelsAsync()).StartsWith("111", StringComparison.Ordinal), "the lamp is white", Terminal.Timeout);
        await Terminal.ForgetLinesAsync();

        await Terminal.InsertAsync(DemoCard.GoodP256);
        await Eventually.IsAsync(async () => (await Terminal.LinesAsync()).Colors.Any(color => color.Levels == "010"), async () => $"the lamp is green\n{await Terminal.LogAsync()}", Terminal.Timeout);
        await Terminal.Guest.Reader.RemoveAsync();

        var log = await Terminal.LogAsync();
        Assert.All(["/dev/dri/card9", "nowhere:3", "GPIO99", "nowhere:5", "/dev/i2c-9", "/nowhere/vi"], device => Assert.Contains(device, log, StringComparison.Ordinal));
    }

    [GuestFact]
    public async Task Doctor_names_each_missing_device_and_its_remedy()
    {
        var (output, _) = await Terminal.VerbAsync(Outfits.Bare, "doctor --json");

        var findings = output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(finding => finding.GetProperty("name").GetString() is "panel" or "buzzer" or "prompts" or "relay" or "tamper" or "rtc" or "touch").ToList();
        Assert.Equal(7, findings.Count);
        Assert.All(findings, finding => Assert.Equal("Doubtful", finding.GetProperty("health").GetString()));
        Assert.All(findings, finding => Assert.NotEmpty(finding.GetProperty("remedy").GetProperty("vietnamese").GetString()!));
    }

    [GuestFact]
    public async Task At_night_the_panel_is_dim_until_a_card_comes_and_nothing_sounds()
    {
        await Terminal.RunAsync(Outfits.Night);
        await BrightnessBecomesAsync("819");
        await Terminal.ForgetLinesAsync();
        var heard = Terminal.Guest.HeardBytes();

        await Terminal.InsertAsync(DemoCard.GoodP256);
        await BrightnessBecomesAsync("4095");
        await Terminal.Guest.Reader.RemoveAsync();
        await BrightnessBecomesAsync("819");

        Assert.Empty((await Terminal.LinesAsync()).PulsesOf(3));
        Assert.True(Terminal.Guest.Listen(heard).IsSilent);
    }

    private Task BrightnessBecomesAsync(string expected) => Eventually.IsAsync(
        async () => await Terminal.ShellAsync("cat /sys/class/backlight/arctic_bl/brightness") == expected,
        async () => $"the brightness is {expected}; it is {await Terminal.ShellAsync("cat /sys/class/backlight/arctic_bl/brightness")}\n{await Terminal.LogAsync()}",
        Terminal.Timeout);
}
