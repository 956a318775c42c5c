using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Opening;
using Kiosk.Service.Configuration;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pcsc;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>A desk with its feed, and a terminal that begins with nothing: the real programs, with a stick between them. The terminal's reader is an emulated PN532.</summary>
internal sealed class DeskTerminal : IAsyncDisposable
{
    public const string Id = "HN-01";

    /// <summary>Three times what the reader asks for.</summary>
    private static readonly TimeSpan AbsenceOfACard = 3 * new Pn532ReaderOptions { Device = "" }.AbsenceBeforeNewTap;

    private readonly TestFolder folder = new();
    private readonly Pn532Emulator reader = new(TimeProvider.System);
    private readonly int port = FreePorts.TakePair();
    private readonly KeyStoreSettings keys;
    private readonly string id;
    private readonly string? desk;

    private DeskTerminal(KeyStoreSettings keys, string id = Id, string? desk = null) => (this.keys, this.id, this.desk) = (keys, id, desk);

    public string this[string name] => folder[name];

    public KioskFolders Folders => new(folder["data"]);

    public string Stick => folder["stick"];

    public string Settings => folder["kiosk.json"];

    private string Desk => desk ?? folder["desk"];

    /// <summary>What the desk has published.</summary>
    public string Feed => Path.Combine(Desk, "feed");

    /// <summary>The root that the desk hands over.</summary>
    public string FeedRoot => Path.Combine(Feed, "metadata", "1.root.json");

    /// <summary>Creates the desk and the terminal's settings.</summary>
    /// <param name="keys">Where the terminal makes its keys.</param>
    public static async Task<DeskTerminal> CreateAsync(KeyStoreSettings keys)
    {
        var made = new DeskTerminal(keys);
        Directory.CreateDirectory(made.Stick);
        made.Configure("", "");
        (await RegistryProcess.RunAsync("init", "--desk", made.Desk, "--province", DemoMeeting.Province.Text)).AssertExit(0);
        return made;
    }

    /// <summary>Another terminal of the same desk, enrolled and configured.</summary>
    public async Task<DeskTerminal> AnotherAsync(string terminalId)
    {
        var another = new DeskTerminal(keys, terminalId, Desk);
        Directory.CreateDirectory(another.Stick);
        another.Configure("", "");
        await another.EnrolByStickAsync();
        return another;
    }

    /// <summary>Stands at a staffed desk for one procedure, which a clerk opens; members may look at their own record, touching by the page.</summary>
    public void ConfigureDesk(string procedure, CollectorProcess collector) => SettingsFile.Write(Settings, new
    {
        TerminalId = id,
        Door = "Bàn 1",
        Attended = true,
        DataFolder = Folders.Data,
        Reader = new { Kind = "pn532", reader.Device },
        Http = new { Port = port },
        Mode = new { Kind = "procedure", Procedure = procedure },
        Desk = new { NeedsClerk = true },
        Touch = new { Device = "page" },
        Page = new { Enabled = true },
        Sync = new { Root = FeedRoot, Provinces = DemoMeeting.Province.Text },
        Upload = new { Collector = collector.Address, collector.Key },
    });

    /// <param name="collector">Its address; empty for none.</param>
    public void Configure(string collector, string key) => SettingsFile.Write(Settings, new
    {
        TerminalId = id,
        Door = "2",
        DataFolder = Folders.Data,
        Reader = new { Kind = "pn532", reader.Device },
        Http = new { Port = port },
        Mode = new { Kind = "meeting", Meeting = DemoMeeting.Id },
        Identity = new { Keys = keys.Kind, Tpm = keys.Tpm.Text },
        Sync = new { Root = Path.Combine(Feed, "metadata", "1.root.json"), Provinces = DemoMeeting.Province.Text },
        Upload = new { Collector = collector, Key = key },
    });

    /// <summary>Writes a token to the stick.</summary>
    public async Task<string> InviteAsync()
    {
        var token = Path.Combine(Stick, $"{id}.token");
        (await RegistryProcess.RunAsync("terminal", "add", id, "--desk", Desk, "--door", "2", "--out", token)).AssertExit(0);
        return token;
    }

    /// <summary>The desk signs the request on the stick and leaves the answer there.</summary>
    public Task<Ended> SignAsync() => RegistryProcess.RunAsync("terminal", "sign", Path.Combine(Stick, $"{id}.enrol-request.pem"), "--desk", Desk);

    /// <summary>The desk revokes the terminal's keys.</summary>
    public async Task RevokeAsync(string reason) => (await RegistryProcess.RunAsync("terminal", "revoke", id, "--desk", Desk, "--reason", reason)).AssertExit(0);

    /// <summary>Enrols by stick, from the token to the certificates.</summary>
    public async Task EnrolByStickAsync()
    {
        (await KioskAsync("enrol", "--token", await InviteAsync(), "--request", Stick)).AssertExit(0);
        (await SignAsync()).AssertExit(0);
        (await KioskAsync("enrol", "--answer", Stick)).AssertExit(0);
    }

    /// <summary>The desk publishes, and the terminal takes it from the stick.</summary>
    public async Task PublishAndSyncAsync()
    {
        (await PublishAsync(SharedWorld.World.Authority)).AssertExit(0);
        (await ImportAsync()).AssertExit(0);
    }

    /// <param name="environment">Added to the desk's own.</param>
    public Task<Ended> PublishAsync(string source, params IReadOnlyList<(string Name, string Value)> environment) => RegistryProcess.RunAsync(environment, "publish", "--desk", Desk, "--from", source);

    public Task<Ended> ImportAsync() => KioskAsync("sync", "import", Feed);

    /// <summary>Starts the terminal.</summary>
    /// <param name="words">What its screen shows once it serves.</param>
    public async Task<KioskProcess> RunAsync(string words = "Mời đồng chí đặt thẻ")
    {
        var service = KioskProcess.Start("run", "--screen", "text", "--config", Settings);
        await service.Output.UntilAsync(words);
        return service;
    }

    /// <summary>Lays a member's card on the reader until the screen shows the words.</summary>
    public Task TapAsync(KioskProcess service, string words) => TapAsync(service, DemoCard.GoodP256, words);

    /// <inheritdoc cref="TapAsync(KioskProcess, string)"/>
    public async Task TapAsync(KioskProcess service, DemoCard card, string words)
    {
        var shown = service.Output.Lines.Count;
        reader.Present(new VirtualCard(SharedWorld.World.Load(card), TimeProvider.System));
        await service.Output.UntilAsync(words, shown);
        reader.Remove();
        // A card that comes back, or is exchanged, sooner than the reader has seen an empty field for a while is no new tap.
        var removed = TimeProvider.System.GetTimestamp();
        await Eventually.IsAsync(() => Task.FromResult(TimeProvider.System.GetElapsedTime(removed) > AbsenceOfACard), "the card was away for a while");
    }

    /// <summary>Touches the screen until it shows the words.</summary>
    public async Task TouchAsync(KioskProcess service, string actions, string words)
    {
        var shown = service.Output.Lines.Count;
        await TouchAsync(actions);
        await service.Output.UntilAsync(words, shown);
    }

    /// <summary>Touches the screen.</summary>
    public async Task TouchAsync(string actions)
    {
        using var page = await PageTouches.OpenAsync(Folders.Data);
        foreach (var action in actions.Split(' '))
        {
            await page.TouchAsync(action);
        }
    }

    /// <summary>Runs the terminal while a member taps, and stops it in order.</summary>
    /// <param name="until">What else must have happened before it is stopped.</param>
    public async Task TapAsync(Func<Task> until)
    {
        await using var service = await RunAsync();
        await TapAsync(service, "Chào mừng đồng chí");
        await until();
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }

    public Task<Ended> KioskAsync(params string[] arguments) => KioskProcess.RunAsync([.. arguments, "--config", Settings]);

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        folder.Dispose();
    }
}
