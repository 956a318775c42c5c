using System.Text.Json;
using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests;

/// <summary>A character display and a port expander on an I2C bus, and a terminal that lacks both.</summary>
public sealed class LettersTerminalTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    // Registers of the MCP23017's two ports.
    private const string Directions = "0x00 0x01", Levels = "0x14 0x15";

    // The PCA9554's address, and its registers of levels and directions.
    private const string OtherChip = "0x24", OtherLevels = "0x01 0x03";

    [GuestFact]
    public async Task A_good_card_turns_the_expanders_lamp_green_and_opens_its_door()
    {
        await Terminal.RunAsync(Outfits.Letters);
        await RegistersBecomeAsync(Directions, "0xfe 0xf8");
        await RegistersBecomeAsync(Levels, "0x00 0x07");

        await Terminal.InsertAsync(DemoCard.GoodP256);
        await RegistersBecomeAsync(Levels, "0x01 0x02");
        await Terminal.Guest.Reader.RemoveAsync();
        await RegistersBecomeAsync(Levels, "0x00 0x07");
    }

    [GuestFact]
    public async Task The_chip_with_eight_lines_does_the_same()
    {
        await Terminal.RunAsync(Outfits.EightLines);
        await RegistersBecomeAsync(OtherLevels, "0x0e 0xf0", OtherChip);

        await Terminal.InsertAsync(DemoCard.GoodP256);
        await RegistersBecomeAsync(OtherLevels, "0x05 0xf0", OtherChip);
        await Terminal.Guest.Reader.RemoveAsync();
        await RegistersBecomeAsync(OtherLevels, "0x0e 0xf0", OtherChip);
    }

    [GuestFact]
    public async Task Doctor_finds_them_and_changes_nothing()
    {
        await Terminal.RunAsync(Outfits.Letters);
        await RegistersBecomeAsync(Levels, "0x00 0x07");

        var (output, _) = await Terminal.VerbAsync(Outfits.Letters, "doctor --json");

        Assert.Equal(["Good", "Good", "Good"], HealthOf(output, "panel", "lamp", "relay"));
        await RegistersBecomeAsync(Levels, "0x00 0x07");
        await RegistersBecomeAsync(Directions, "0xfe 0xf8");
    }

    [GuestFact]
    public async Task What_does_not_answer_is_said_by_bus_and_address_and_cards_are_read_all_the_same()
    {
        await Terminal.RunAsync(Outfits.NoLetters);
        await Terminal.InsertAsync(DemoCard.GoodP256);
        await Eventually.IsAsync(async () => (await Terminal.LogAsync()).Contains("Tap: admitted", StringComparison.Ordinal), async () => $"the card was read\n{await Terminal.LogAsync()}", Terminal.Timeout);
        await Terminal.Guest.Reader.RemoveAsync();

        var log = await Terminal.LogAsync();
        var (output, _) = await Terminal.VerbAsync(Outfits.NoLetters, "doctor --json");

        Assert.All(
            ["/dev/i2c-0: no chip answers at address 0x3f.", "/dev/i2c-0: no chip answers at address 0x21.", "/dev/spidev0.0 cannot be opened: No such file or directory."],
            sentence => Assert.Contains(sentence, log, StringComparison.Ordinal));
        Assert.Equal(["Doubtful", "Doubtful", "Doubtful"], HealthOf(output, "panel", "lamp", "relay"));
    }

    private static IEnumerable<string> HealthOf(string output, params string[] names)
    {
        var findings = output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement).ToLookup(finding => finding.GetProperty("name").GetString());
        return names.Select(name => findings[name].Single().GetProperty("health").GetString()!);
    }

    private Task RegistersBecomeAsync(string registers, string expected, string chip = "0x20") => Eventually.IsAsync(
        async () => await ReadAsync(registers, chip) == expected,
        async () => $"the registers {registers} are {expected}; they are {await ReadAsync(registers, chip)}. The service wrote:\n{await Terminal.LogAsync()}",
        TimeSpan.FromSeconds(40),
        Terminal.Timeout);

    private async Task<string> ReadAsync(string registers, string chip) =>
        (await Terminal.ShellAsync($"for register in {registers}; do i2cget -y 0 {chip} $register; done")).ReplaceLineEndings(" ").Trim();
}
