using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Configuration;
using Kiosk.Service.Demo;
using Kiosk.Service.SelfTest;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Pcsc;

namespace Kiosk.EndToEnd.Tests.Soak;

/// <summary>A terminal as it stands in a hall for months: the real program with its feed over HTTP, its collector over mutual TLS, and people who tap.</summary>
internal sealed partial class SoakSite : IAsyncDisposable
{
    private const string Invites = "Mời đồng chí đặt thẻ";

    private const int People = 300;

    /// <summary>One card in so many is a stranger's.</summary>
    private const int Strangers = 50;

    private readonly Pn532Emulator reader = new(TimeProvider.System);
    private readonly CardHand hand;
    private readonly int port = FreePorts.TakePair();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string folder;
    private readonly CrowdWorld world;
    private readonly CollectorProcess collector;
    private readonly DemoFeedServer server;
    private KioskProcess service = null!;
    private int today, at;

    private SoakSite(string folder, CrowdWorld world, CollectorProcess collector, DemoFeedServer server) => (this.folder, this.world, this.collector, this.server, hand) = (folder, world, collector, server, new(reader));

    /// <summary>What the screen has acknowledged, by the reason that the journal has for it.</summary>
    public Dictionary<string, int> Acknowledged { get; } = [];

    /// <summary>Cards that had to be laid down once more.</summary>
    public int Again => hand.Again;

    private KioskFolders Folders => new(Path.Combine(folder, "data"));

    private string Settings => Path.Combine(folder, "kiosk.json");

    public static async Task<SoakSite> OpenAsync(string folder)
    {
        var made = CrowdWorld.Create(Path.Combine(folder, "feed"), People);
        Assert.Empty(await TrialSync.LetInAsync(made.Feed, Path.Combine(folder, "data"), Installation.TerminalId, TimeProvider.System, CancellationToken.None));
        var opened = new SoakSite(folder, made, await CollectorProcess.StartAsync(Path.Combine(folder, "collector")), await DemoFeedServer.StartAsync(made.Feed.Folder, CancellationToken.None));
        SettingsFile.Write(opened.Settings, new
        {
            Installation.TerminalId,
            DataFolder = opened.Folders.Data,
            Reader = new { Kind = "pn532", opened.reader.Device },
            Http = new { Port = opened.port },
            Sync = new { Feed = opened.server.Address, Root = made.Feed.RootFile, Provinces = made.Feed.Province.Text },
            Upload = new { Collector = opened.collector.Address, opened.collector.Key },
            Mode = new { Kind = "meeting", made.Meeting },
        });
        (await opened.KioskAsync("enrol", "--token", await opened.collector.InviteAsync(Installation.TerminalId))).AssertExit(0);
        await opened.StartAsync();
        return opened;
    }

    /// <summary>The next person lays a card down and takes it away.</summary>
    public async Task TapAsync()
    {
        var tap = today++;
        var (image, words, reason) = tap % Strangers == Strangers - 1 ? (world.Stranger, "Chưa xác nhận được thẻ", "cert.untrusted")
            : tap < People ? (world.ImageOf(tap), "Chào mừng đồng chí", "admitted")
            : (world.ImageOf(tap), "đã được ghi nhận có mặt", "admission.already-in");
        at = await hand.LayAsync(image, service.Output, at, words);
        Acknowledged[reason] = Acknowledged.GetValueOrDefault(reason) + 1;
    }

    /// <summary>Publishes the next day's meeting, has the terminal take it and begin it.</summary>
    public async Task BeginDayAsync()
    {
        world.BeginDay();
        await world.Feed.PublishAsync(CancellationToken.None);
        await SyncAsync();
        (await KioskAsync("mode", "meeting", world.Meeting)).AssertExit(0);
        today = 0;
    }

    /// <summary>Looks at everything, as whoever watches the terminals does.</summary>
    public async Task<SoakSample> SampleAsync()
    {
        Assert.Equal("ready", (await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/health/ready"))).Trim());
        var metrics = await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/metrics"));
        var generation = long.Parse(Generation.Match(metrics).Groups["number"].Value, CultureInfo.InvariantCulture);
        return SoakSample.Of(service.Id, collector.Id, Folders.Journal, Folders.Cache, clock.Elapsed, generation, Acknowledged.Values.Sum());
    }

    /// <summary>Stops the service and reads its journal.</summary>
    /// <returns>Records of cards, by reason.</returns>
    public async Task<Dictionary<string, int>> RecordedAsync()
    {
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
        Assert.True((await KioskAsync("log", "verify", "--json")).AssertExit(0).Json.GetProperty("whole").GetBoolean());
        return (await KioskAsync("log", "export", "--json")).AssertExit(0).JsonLines
            .Where(line => line.GetProperty("mode").GetString() == "meeting")
            .CountBy(line => line.GetProperty("reason").GetString()!)
            .ToDictionary();
    }

    /// <summary>Starts the service again and waits until the collector has every record.</summary>
    public async Task CollectAsync()
    {
        await StartAsync();
        var all = Acknowledged.Values.Sum();
        await Eventually.IsAsync(async () => await ContiguousAsync() >= all, $"the collector has all {all} records");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await service.DisposeAsync();
        await reader.DisposeAsync();
        await server.DisposeAsync();
        collector.Dispose();
        world.Dispose();
    }

    /// <summary>The service syncs by itself too: whoever asks meanwhile is told to try again.</summary>
    private async Task SyncAsync()
    {
        var ended = await KioskAsync("sync", "now");
        while (ended.Output.Contains("another sync is under way", StringComparison.Ordinal))
        {
            ended = await KioskAsync("sync", "now");
        }

        ended.AssertExit(0);
    }

    private async Task StartAsync()
    {
        service = KioskProcess.Start("run", "--screen", "text", "--config", Settings);
        at = await service.Output.UntilAsync(Invites);
    }

    private async Task<int> ContiguousAsync() =>
        Assert.Single((await collector.RunAsync("terminals", "--json")).AssertExit(0).Json.GetProperty("terminals").EnumerateArray()).GetProperty("contiguous").GetInt32();

    private Task<Ended> KioskAsync(params string[] arguments) => KioskProcess.RunAsync([.. arguments, "--config", Settings]);

    [GeneratedRegex("^kiosk_cache_generation (?<number>[0-9]+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 30_000)]
    private static partial Regex Generation { get; }
}
