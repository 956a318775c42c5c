using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary><c>kiosk card</c> with a PN532 as the reader of the settings: the chip is emulated on a pseudo terminal.</summary>
public sealed class CardThroughPn532Tests : IAsyncDisposable
{
    private readonly TestFolder folder = new();
    private readonly Pn532Emulator emulator = new(TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        await emulator.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_card_on_the_chip_is_read()
    {
        LayDown(DemoCard.GoodP256);

        var evidence = (await KioskProcess.RunAsync("card", "read", "--config", SettingsFor(emulator.Device))).AssertExit(0).Json;

        Assert.True(evidence.GetProperty("certificate").GetString()!.Length > 0);
    }

    [Fact]
    public async Task A_good_card_on_the_chip_is_trusted() => Assert.Equal("trusted", await VerdictOnAsync(DemoCard.GoodP256, exit: 0));

    [Fact]
    public async Task A_revoked_card_on_the_chip_is_rejected() => Assert.Equal("rejected", await VerdictOnAsync(DemoCard.Revoked, exit: 1));

    [Fact]
    public async Task No_card_costs_the_time_that_was_given_and_says_what_the_reader_is()
    {
        var ended = await KioskProcess.RunAsync("card", "read", "--wait", "1", "--config", SettingsFor(emulator.Device));

        ended.AssertExit(3);
        Assert.Contains($"No card came within 1 s (reader: Ready). PN532 1.6 at {emulator.Device}.", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chip_that_is_not_there_costs_no_waiting_and_names_its_remedy()
    {
        var ended = await KioskProcess.RunAsync("card", "read", "--config", SettingsFor("/dev/ttyNONE7"));

        ended.AssertExit(3);
        Assert.Contains("/dev/ttyNONE7 cannot be opened: No such file or directory. Check the cable and Kiosk:Reader:Device", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_virtual_reader_is_told_apart_from_one_on_which_no_card_lies()
    {
        var ended = await KioskProcess.RunAsync("card", "read", "--config", Settings(new { Kind = "virtual" }));

        ended.AssertExit(2);
        Assert.Contains("Kiosk:Reader:Kind is virtual", ended.Errors, StringComparison.Ordinal);
    }

    private async Task<string?> VerdictOnAsync(DemoCard card, int exit)
    {
        LayDown(card);
        var ended = await KioskProcess.RunAsync("card", "verify", "--config", SettingsFor(emulator.Device), "--cache", SharedWorld.Cache, "--json");
        return ended.AssertExit(exit).Json.GetProperty("verdict").GetString();
    }

    private void LayDown(DemoCard card) => emulator.Present(new VirtualCard(SharedWorld.World.Load(card), TimeProvider.System));

    private string SettingsFor(string device) => Settings(new { Kind = "pn532", Device = device });

    private string Settings(object reader) => SettingsFile.Write(folder["kiosk.json"], new { TerminalId = "HN-01", Reader = reader });
}
