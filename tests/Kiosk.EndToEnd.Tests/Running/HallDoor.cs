using System.Text.Json;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>A terminal at one door of a meeting, enrolled at a collector: the real program, its reader an emulated PN532 on which virtual cards are laid.</summary>
internal sealed class HallDoor : IAsyncDisposable
{
    private readonly Installation installation;
    private readonly Pn532Emulator reader = new(TimeProvider.System);
    private KioskProcess? service;

    private HallDoor(Installation installation) => this.installation = installation;

    public string Receipt => Path.Combine(Upload, "newest.receipt");

    /// <summary>What it keeps of its uploads.</summary>
    public string Upload => installation.Folders.Upload;

    /// <summary>Of its health pages.</summary>
    public Uri Address => installation.Address;

    public string SettingsFile => installation.SettingsFile;

    public string Journal => installation.Folders.Journal;

    /// <summary>Its disk.</summary>
    public string Data => installation.Data;

    public string PublicKeyFile => installation.Folders.DevicePublicKeyFile;

    /// <summary>What its screen has shown since it was started.</summary>
    public Transcript Screen => service!.Output;

    /// <summary>Enrols the terminal and starts it.</summary>
    /// <param name="terminalId">One of the world's two terminals.</param>
    /// <param name="verifies">Whether it stands at a door without staff, and not at a meeting.</param>
    public static async Task<HallDoor> OpenAsync(string terminalId, string door, CollectorProcess collector, string direction = "in", bool verifies = false)
    {
        var opened = new HallDoor(new(terminalId));
        opened.installation.Write(new
        {
            TerminalId = terminalId,
            Door = door,
            Direction = direction,
            DataFolder = opened.installation.Data,
            Reader = new { Kind = "pn532", opened.reader.Device },
            Http = new { opened.installation.Port },
            Upload = new { Collector = collector.Address, collector.Key },
            Mode = verifies ? (object)new { Kind = "verify" } : new { Kind = "meeting", Meeting = DemoMeeting.Id },
            Relay = new { OpensInVerifyMode = verifies },
        });
        (await KioskProcess.RunAsync("enrol", "--token", await collector.InviteAsync(terminalId), "--config", opened.SettingsFile)).AssertExit(0);
        await opened.StartAsync();
        return opened;
    }

    public Task StartAsync() => StartAsync(new Dictionary<string, string>());

    /// <param name="environment">Added to the program's own.</param>
    public async Task StartAsync(IReadOnlyDictionary<string, string> environment)
    {
        service = KioskProcess.Start(environment, "run", "--screen", "text", "--config", SettingsFile);
        await installation.ReadyAsync();
    }

    /// <summary>Stops it in order.</summary>
    public async Task StopAsync()
    {
        service!.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }

    /// <summary>Lays a card on the reader until the screen shows the words, and takes it away until the next is invited.</summary>
    /// <param name="stays">Whether what is shown stays, as a menu does.</param>
    public async Task TapAsync(DemoCard card, string words, bool stays = false)
    {
        var shown = Screen.Lines.Count;
        reader.Present(new VirtualCard(SharedWorld.World.Load(card), TimeProvider.System));
        shown = await Screen.UntilAsync(words, shown);
        reader.Remove();
        await (stays ? UntilReaderIsFreeAsync() : Screen.UntilAsync("Mời đồng chí đặt thẻ", shown));
    }

    // Without it a reader that is asked now and then may take the next card for the same one.
    private Task UntilReaderIsFreeAsync() =>
        Eventually.IsAsync(async () => (await KioskProcess.RunAsync("status", "--json", "--config", SettingsFile)).Json.GetProperty("reader").GetString() == "Ready", "the card left the reader");

    /// <summary>The meeting as this door knows it.</summary>
    public async Task<JsonElement> PresenceAsync() =>
        (await KioskProcess.RunAsync("status", "--json", "--config", SettingsFile)).AssertExit(0).Json.GetProperty("presence");

    /// <returns>How many records the newest receipt covers that it keeps, which verifies offline; 0 without one.</returns>
    public async Task<int> ReceiptedAsync(CollectorProcess collector)
    {
        if (!File.Exists(Receipt))
        {
            return 0;
        }

        var verified = (await KioskProcess.RunAsync("receipt", "verify", Receipt, "--collector", collector.Key, "--config", SettingsFile, "--json")).AssertExit(0).Json;
        Assert.True(verified.GetProperty("valid").GetBoolean());
        return verified.GetProperty("records").GetInt32();
    }

    /// <summary>Waits for a figure of <see cref="PresenceAsync"/>.</summary>
    public Task UntilAsync(string figure, int value) =>
        Eventually.IsAsync(async () => (await PresenceAsync()).GetProperty(figure).GetInt32() == value, $"{figure} is {value}");

    /// <summary>Waits until so many are inside the door without staff, as this terminal knows it.</summary>
    public Task UntilInsideAsync(int count) =>
        Eventually.IsAsync(async () => (await KioskProcess.RunAsync("status", "--json", "--config", SettingsFile)).Json.GetProperty("inside").GetInt32() == count, $"{count} are inside");

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
        {
            await service.DisposeAsync();
        }

        await reader.DisposeAsync();
        installation.Dispose();
    }
}
