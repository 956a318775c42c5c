using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Hardware.Serial;
using Kiosk.Service.Configuration;
using Kiosk.Service.Demo;
using Kiosk.Service.Page;
using Kiosk.Service.SelfTest;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pcsc;
using Kiosk.Testing.Secrecy;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.Privacy;

/// <summary>
/// One terminal does everything that a terminal does, as the real program: a meeting with every card of the demo and every invitation, a revocation and a sync over HTTP, a desk that a clerk opens, verification, uploads, page, health,
/// verbs and a stick; and asks the collector for what only people may see. Whatever it wrote, answered and sent is kept for the search.
/// </summary>
public sealed partial class PrivacyRun : IAsyncLifetime, IDisposable
{
    private const int Members = 12;

    private readonly TestFolder folder = new();
    private readonly Pn532Emulator reader = new(TimeProvider.System);
    private readonly CardHand hand;
    private readonly PseudoTerminal scanner = new();
    private readonly int port = FreePorts.TakePair();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Dictionary<string, byte[]> answers = new(StringComparer.Ordinal);
    private readonly List<string> refused = [];
    private LoopbackTraffic? traffic;
    private DemoWorld world = null!;
    private CollectorProcess collector = null!;
    private DemoFeedServer server = null!;

    public PrivacyRun() => hand = new(reader);

    /// <summary>What verbs printed and pages answered, by what was asked.</summary>
    internal IReadOnlyDictionary<string, byte[]> Answers => answers;

    /// <summary>Standard output and error of the service.</summary>
    internal string Log { get; private set; } = "";

    /// <summary>Every byte on the terminal's own port, the feed's and the collector's.</summary>
    internal IReadOnlyList<(string Name, byte[] Content)> Wires { get; private set; } = [];

    internal uint Dropped { get; private set; }

    /// <summary>What the collector answered to a terminal that asked for reports.</summary>
    internal IReadOnlyList<string> Refused => refused;

    /// <summary>What of the two who tapped last is in the running process's memory, for whoever is root.</summary>
    internal IReadOnlyList<string> InMemory { get; private set; } = [];

    internal string MaxCore { get; private set; } = "";

    internal string Swapped { get; private set; } = "";

    internal KioskFolders Folders => new(folder["data"]);

    internal string Stick => folder["stick"];

    /// <summary>Whom and what to search for.</summary>
    internal PersonalValues Values { get; private set; } = null!;

    internal string Authority => world.Authority;

    private string Settings => folder["kiosk.json"];

    private Uri Address => new($"http://127.0.0.1:{port}/");

    public async Task InitializeAsync()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return;
        }

        traffic = new();
        await InstallAsync();
        await using (var service = KioskProcess.Start("run", "--config", Settings))
        {
            await Eventually.IsAsync(async () => (await StatusAsync("health/ready")) == 200, "the terminal is ready");
            await MeetAsync();
            await ServeAsync();
            await AskAsync();
            await AskCollectorAsync();
            (MaxCore, Swapped) = (ProcessMemory.MaxCore(service.Id), ProcessMemory.StatusOf(service.Id, "VmSwap:"));
            var tapped = PersonalValues.In(Path.Combine(world.Authority, "provinces", DemoMeeting.Province.Text), members: 1);
            InMemory = [.. ProcessMemory.Of(service.Id).SelectMany(content => tapped.FindIn("memory", content)).Distinct()];
            service.Signal(KioskProcess.Terminate);
            var ended = (await service.EndAsync()).AssertExit(0);
            Log = ended.Output + ended.Errors;
        }

        Wires = [.. new[] { port, new Uri(server.Address).Port, new Uri(collector.Address).Port }.SelectMany(traffic.Of)];
        Dropped = traffic.Dropped;
    }

    public async Task DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
            collector.Dispose();
            world.Dispose();
        }

        await reader.DisposeAsync();
    }

    public void Dispose()
    {
        traffic?.Dispose();
        scanner.Dispose();
        http.Dispose();
        folder.Dispose();
    }

    private async Task InstallAsync()
    {
        Directory.CreateDirectory(Stick);
        Directory.CreateDirectory(folder["screen"]);
        world = await DemoWorld.CreateAsync(folder["world"], [], TimeProvider.System, CancellationToken.None);
        Assert.Empty(await TrialSync.LetInAsync(world.Feed, Folders.Data, Installation.TerminalId, TimeProvider.System, CancellationToken.None));
        Values = PersonalValues.In(Path.Combine(world.Authority, "provinces", DemoMeeting.Province.Text), Members);
        (collector, server) = (await CollectorProcess.StartAsync(folder["collector"]), await DemoFeedServer.StartAsync(world.Feed.Folder, CancellationToken.None));
        SettingsFile.Write(Settings, new
        {
            Installation.TerminalId,
            Attended = true,
            DataFolder = Folders.Data,
            Reader = new { Kind = "pn532", reader.Device },
            Scanner = new { Kind = "serial", Device = scanner.Path },
            Http = new { Port = port },
            Page = new { Enabled = true },
            Display = new { Kind = "png", File = folder["screen/screen.png"] },
            Desk = new { NeedsClerk = true },
            Sync = new { Feed = server.Address, Root = world.Feed.RootFile, Provinces = world.Feed.Province.Text },
            Upload = new { Collector = collector.Address, collector.Key },
            Mode = new { Kind = "meeting", Meeting = DemoMeeting.Id },
        });
        await RunAsync("enrol", "--token", await collector.InviteAsync(Installation.TerminalId));
    }

    private async Task MeetAsync()
    {
        foreach (var card in DemoCard.All)
        {
            await TapAsync(card);
        }

        foreach (var invitation in world.Invitations)
        {
            await ScanAsync(invitation);
        }

        await world.RevokeAsync(DemoCard.GoodRsa, CancellationToken.None);
        await RunAsync("sync", "now");
        await TapAsync(DemoCard.GoodRsa);
    }

    private async Task ServeAsync()
    {
        await RunAsync("mode", "procedure", "CSH-TT");
        await TapAsync(DemoCard.Staff);
        await TapAsync(DemoCard.GoodP256);
        await TapAsync(DemoCard.Suspended);
        await RunAsync("mode", "verify");
        await TapAsync(DemoCard.GoodP256);
        // Each switch of the mode is signed, and what is signed is sent.
        await Eventually.IsAsync(() => Task.FromResult(File.Exists(Path.Combine(Folders.Upload, "newest.receipt"))), "the collector has given a receipt");
    }

    private async Task AskAsync()
    {
        var address = new Uri((await File.ReadAllTextAsync(Path.Combine(Folders.Data, PageAddressFile.Name))).Trim());
        // Not the page's stream: it shows whoever has its token what the screen shows.
        foreach (var asked in (Uri[])[address, new(address, "/health/live"), new(address, "/health/ready"), new(address, "/metrics"), new(address, "/page/"), new(address, "/page/stream"), new(address, "/nowhere")])
        {
            using var answer = await http.GetAsync(asked);
            answers[asked.AbsolutePath] = await answer.Content.ReadAsByteArrayAsync();
        }

        foreach (var verb in (string[])["status", "status --json", "doctor", "doctor --json", "log verify", "log verify --json", "log export --csv", "log export --json"])
        {
            await RunAsync(verb.Split(' '));
        }

        await RunAsync("sync", "export", Stick);
    }

    /// <summary>With the terminal's own certificate.</summary>
    private async Task AskCollectorAsync()
    {
        using var line = new TerminalLine(Folders, Installation.TerminalId, collector);
        using var client = new HttpClient(line.Handler, disposeHandler: false) { BaseAddress = new(collector.Address), Timeout = TimeSpan.FromSeconds(30) };
        foreach (var path in (string[])["v1/meetings", $"v1/meetings/{DemoMeeting.Id}/attendance", "v1/terminals", $"meetings/{DemoMeeting.Id}", $"meetings/{DemoMeeting.Id}/report", $"meetings/{DemoMeeting.Id}/people", "terminals", "looks"])
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
            refused.Add($"{(int)answer.StatusCode} {path}");
            answers[$"collector: {path}"] = await answer.Content.ReadAsByteArrayAsync();
        }
    }

    private async Task TapAsync(DemoCard card)
    {
        var before = await TapsAsync();
        await hand.LayAsync(world.Load(card), async () => await TapsAsync() > before, () => $"{card.File} counted");
    }

    private async Task ScanAsync(DemoInvitation invitation)
    {
        var before = await TapsAsync();
        scanner.Write(Encoding.ASCII.GetBytes(invitation.Text + "\r\n"));
        await Eventually.IsAsync(async () => await TapsAsync() > before, $"invitation {invitation.Number} is answered");
    }

    private async Task<int> TapsAsync() =>
        Taps.Matches(await http.GetStringAsync(new Uri(Address, "metrics"))).Sum(match => int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture));

    private async Task<int> StatusAsync(string path)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, path));
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private async Task<byte[]> RunAsync(params string[] verb)
    {
        var ended = await KioskProcess.RunAsync([.. verb, "--config", Settings]);
        Assert.True(ended.ExitCode is 0 or 1, ended.Errors);
        return answers[$"kiosk {string.Join(' ', verb)}"] = Encoding.UTF8.GetBytes(ended.Output + ended.Errors);
    }

    [GeneratedRegex("^kiosk_taps_total\\{[^}]*\\} (?<count>[0-9]+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 30_000)]
    private static partial Regex Taps { get; }
}
