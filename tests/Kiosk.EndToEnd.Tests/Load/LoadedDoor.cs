using System.Diagnostics;
using System.Text.Json;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Configuration;
using Kiosk.Service.SelfTest;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pcsc;

namespace Kiosk.EndToEnd.Tests.Load;

/// <summary>One of a hall's doors: the real program, enrolled, and people who come at a steady pace.</summary>
internal sealed class LoadedDoor : IAsyncDisposable
{
    private const string Invites = "Mời đồng chí đặt thẻ";

    private readonly TestFolder folder = new();
    private readonly Pn532Emulator reader = new(TimeProvider.System);
    private readonly CardHand hand;
    private readonly int port = FreePorts.TakePair();
    private readonly CrowdWorld world;
    private KioskProcess service = null!;
    private int at;

    private LoadedDoor(CrowdWorld world) => (this.world, hand) = (world, new(reader));

    /// <summary>From a card laid down to the welcome on the screen.</summary>
    public List<TimeSpan> Welcomes { get; } = [];

    private KioskFolders Folders => new(folder["data"]);

    private string Settings => folder["kiosk.json"];

    public static async Task<LoadedDoor> OpenAsync(CrowdWorld world, string terminalId, string door, CollectorProcess collector)
    {
        var opened = new LoadedDoor(world);
        Assert.Empty(await TrialSync.LetInAsync(world.Feed, opened.Folders.Data, terminalId, TimeProvider.System, CancellationToken.None));
        SettingsFile.Write(opened.Settings, new
        {
            TerminalId = terminalId,
            Door = door,
            DataFolder = opened.Folders.Data,
            Reader = new { Kind = "pn532", opened.reader.Device },
            Http = new { Port = opened.port },
            Upload = new { Collector = collector.Address, collector.Key },
            Mode = new { Kind = "meeting", world.Meeting },
        });
        await opened.KioskAsync("enrol", "--token", await collector.InviteAsync(terminalId));
        opened.service = KioskProcess.Start("run", "--screen", "text", "--config", opened.Settings);
        opened.at = await opened.service.Output.UntilAsync(Invites);
        return opened;
    }

    /// <summary>Lets these people in, one after another.</summary>
    /// <param name="pace">From one card to the next, where the door is not slower.</param>
    public async Task AdmitAsync(IEnumerable<int> people, TimeSpan pace)
    {
        var (clock, due) = (Stopwatch.StartNew(), TimeSpan.Zero);
        foreach (var person in people)
        {
            var rest = due - clock.Elapsed;
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
            due += pace;
            at = await hand.LayAsync(world.ImageOf(person), service.Output, at, "Chào mừng đồng chí");
            Welcomes.Add(Stopwatch.GetElapsedTime(hand.LaidAt, service.Output.StampOf(at - 1)));
        }
    }

    /// <summary>The meeting as this door knows it.</summary>
    public async Task<JsonElement> PresenceAsync() => (await KioskAsync("status", "--json")).Json.GetProperty("presence");

    /// <summary>Records of admissions in its own journal.</summary>
    public async Task<int> AdmittedAsync() => (await KioskAsync("log", "export", "--json")).JsonLines.Count(line => line.GetProperty("reason").GetString() == "admitted");

    public async ValueTask DisposeAsync()
    {
        await (service?.DisposeAsync() ?? ValueTask.CompletedTask);
        await reader.DisposeAsync();
        folder.Dispose();
    }

    private async Task<Ended> KioskAsync(params string[] verb) => (await KioskProcess.RunAsync([.. verb, "--config", Settings])).AssertExit(0);
}
