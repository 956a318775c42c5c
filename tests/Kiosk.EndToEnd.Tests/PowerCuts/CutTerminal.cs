using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Feed.Tokens;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Service.SelfTest;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pcsc;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.PowerCuts;

/// <summary>A terminal at a desk whose data is on a disk without power now and then. It remembers what was acknowledged to the outside, and asks after each start whether it is there.</summary>
[SupportedOSPlatform("linux")]
internal sealed partial class CutTerminal : IAsyncDisposable
{
    private const string Invites = "Mời đồng chí đặt thẻ";
    private const string ReceiptLabel = "Số biên nhận: ";
    private const string Refused = "Chưa xác nhận được thẻ";

    /// <summary>How long an action is taken to last until one of its kind has ended.</summary>
    private static readonly TimeSpan FirstLength = TimeSpan.FromMilliseconds(400);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private static readonly string[] Actions = ["tap", "tap", "tap", "tap", "import", "mode", "upkeep", "stop"];

    private static readonly string[] Procedures = ["CSH-TT", "TUOI-DANG"];

    private readonly CuttableDisk disk;
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly Pn532Emulator reader = new(TimeProvider.System);
    private readonly CardHand hand;
    private readonly HashSet<ulong> acknowledged = [];
    private readonly CutWriters writers;
    private readonly TimeSpan[] lengths = [.. Actions.Select(_ => FirstLength)];
    private readonly int port = FreePorts.TakePair();
    private DemoWorld world = null!;
    private int published, taps, turn;
    private long generation;
    private bool isRevoked;

    private CutTerminal(CuttableDisk disk, IReadOnlyDictionary<string, string> environment) => (this.disk, hand, writers) = (disk, new(reader), new(environment));

    /// <summary>Receipts that were shown.</summary>
    public int Acknowledged => acknowledged.Count;

    /// <summary>Admissions on record: those acknowledged, and those that the power cut short between record and screen.</summary>
    public int Recorded { get; private set; }

    /// <summary>Cuts in the midst of something, by what it was.</summary>
    public Dictionary<string, int> Interrupted { get; } = [];

    /// <summary>From a start after a cut to the invitation.</summary>
    public List<TimeSpan> Starts { get; } = [];

    private string Data => Path.Combine(disk.Path, "data");

    private string Settings => folder["kiosk.json"];

    /// <param name="environment">Of every program that it runs.</param>
    public static async Task<CutTerminal> CreateAsync(CuttableDisk disk, IReadOnlyDictionary<string, string> environment)
    {
        var made = new CutTerminal(disk, environment);
        made.world = await DemoWorld.CreateAsync(made.folder["world"], [], TimeProvider.System, CancellationToken.None);
        Assert.Empty(await TrialSync.LetInAsync(made.world.Feed, made.Data, Installation.TerminalId, TimeProvider.System, CancellationToken.None));
        SettingsFile.Write(made.Settings, new
        {
            Installation.TerminalId,
            DataFolder = made.Data,
            Reader = new { Kind = "pn532", made.reader.Device },
            Http = new { Port = made.port },
            Mode = new { Kind = "procedure", Procedure = Procedures[0] },
            Sync = new { Root = made.world.Feed.RootFile, Provinces = made.world.Feed.Province.Text },
        });
        return made;
    }

    /// <summary>Starts it, looks whether everything acknowledged is there, lets a few things happen, and cuts the power in the midst of the last.</summary>
    /// <returns>What was under way, or had just ended.</returns>
    public async Task<string> LiveAsync(Random random)
    {
        var clock = Stopwatch.StartNew();
        var service = writers.Begin("run", "--screen", "text", "--config", Settings);
        await service.Output.UntilAsync(Invites);
        Starts.Add(clock.Elapsed);
        await CheckAsync();
        for (var whole = random.Next(4); whole > 0; whole--)
        {
            await ActAsync(service, random.Next(Actions.Length - 1), CancellationToken.None);
        }

        var last = random.Next(Actions.Length);
        using var cut = new CancellationTokenSource();
        // The moment is a share of what the action took last: on a slow machine too, cuts fall into all of it, and some after it.
        var moment = random.NextDouble() * 1.2 * lengths[last];
        var action = ActAsync(service, last, cut.Token);
        await Task.Delay(moment, CancellationToken.None);
        Interrupted[Actions[last]] = Interrupted.GetValueOrDefault(Actions[last]) + (action.IsCompleted ? 0 : 1);
        writers.StopAll(cut);
        await disk.CutAsync(writers.KillAsync);
        await action;
        // What the screen had shown when the power went.
        Learn(service);
        await writers.LetGoAsync();
        return Actions[last];
    }

    /// <summary>Starts it, looks whether everything acknowledged is there, and has a write to a file of its journal torn.</summary>
    /// <param name="file">Below the journal; null for the segment that it writes.</param>
    public async Task TearAsync(LazyDisk lazy, string? file, int parts, string persist)
    {
        var service = writers.Begin("run", "--screen", "text", "--config", Settings);
        await service.Output.UntilAsync(Invites);
        await CheckAsync();
        await TapAsync(service, CancellationToken.None);
        var journal = Path.Combine(Data, "journal");
        await lazy.TearNextWriteAsync(file is null ? JournalFolder.Segments(journal)[^1] : Path.Combine(journal, file), parts, persist);
        using var cut = new CancellationTokenSource();
        var (tap, stop) = file is null ? (TapAsync(service, cut.Token), Task.CompletedTask) : (Task.CompletedTask, StopAsync(service));
        await lazy.TornAsync();
        writers.StopAll(cut);
        await lazy.RestoreAsync(writers.KillAsync);
        await Task.WhenAll(tap, stop);
        Learn(service);
        await writers.LetGoAsync();
    }

    /// <summary>Starts it once more and asks for everything.</summary>
    public async Task EndAsync()
    {
        var service = writers.Begin("run", "--screen", "text", "--config", Settings);
        await service.Output.UntilAsync(Invites);
        await CheckAsync();
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
        await writers.LetGoAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await writers.LetGoAsync();
        await reader.DisposeAsync();
        world.Dispose();
        folder.Dispose();
    }

    /// <summary>Does one thing, until it is acknowledged or the power is cut.</summary>
    private async Task ActAsync(KioskProcess service, int action, CancellationToken cut)
    {
        var clock = Stopwatch.StartNew();
        await BeginAsync(service, action, cut);
        lengths[action] = cut.IsCancellationRequested ? lengths[action] : clock.Elapsed;
    }

    private Task BeginAsync(KioskProcess service, int action, CancellationToken cut) => Actions[action] switch
    {
        "tap" => TapAsync(service, cut),
        "import" => ImportAsync(cut),
        "mode" when disk.HasSockets => RunAsync(cut, "mode", "procedure", Procedures[turn % Procedures.Length], "--config", Settings),
        "upkeep" => RunAsync(cut, "cache", "upkeep", "--config", Settings),
        "stop" => StopAsync(service),
        _ => Task.CompletedTask,
    };

    private async Task TapAsync(KioskProcess service, CancellationToken cut)
    {
        var shown = service.Output.Lines.Count;
        var card = turn++ % 2 == 0 ? DemoCard.GoodP256 : DemoCard.GoodRsa;
        taps++;
        string? answer = null;
        await hand.LayAsync(
            world.Load(card),
            () => Task.FromResult((answer = Answer(service, shown)) is not null || cut.IsCancellationRequested || service.HasEnded),
            () => $"an answer, but with:\n{service.Output}\n{service.Errors}");
        Assert.False(card == DemoCard.GoodRsa && isRevoked && answer == ReceiptLabel, "OLDER: a card is taken whose revocation was in force.");
        Learn(service);
    }

    private static string? Answer(KioskProcess service, int from) =>
        ((string[])[ReceiptLabel, Refused]).FirstOrDefault(words => service.Output.TryFind(words, from) is not null);

    /// <summary>Publishes a change, the first time the revocation of a card, and takes it from a stick.</summary>
    private async Task ImportAsync(CancellationToken cut)
    {
        var isFirst = published++ == 0;
        if (isFirst)
        {
            await world.RevokeAsync(DemoCard.GoodRsa, CancellationToken.None);
        }
        else
        {
            world.Feed.PutMeeting(world.Meeting with { Title = $"{world.Meeting.Title} ({published})" });
            await world.Feed.PublishAsync(CancellationToken.None);
        }

        if (writers.TryBegin(cut, "sync", "import", world.Feed.Folder, "--config", Settings, "--json") is not { } import)
        {
            return;
        }

        var ended = await import.EndAsync();
        if (!cut.IsCancellationRequested)
        {
            generation = Math.Max(generation, ended.AssertExit(0).Json.GetProperty("generation").GetInt64());
            isRevoked = true;
        }
    }

    private async Task RunAsync(CancellationToken cut, params string[] verb)
    {
        if (writers.TryBegin(cut, verb) is { } begun)
        {
            var ended = await begun.EndAsync();
            Assert.True(cut.IsCancellationRequested || ended.ExitCode == 0, ended.Errors);
        }
    }

    private static async Task StopAsync(KioskProcess service)
    {
        service.TrySignal(KioskProcess.Terminate);
        await service.EndAsync();
    }

    /// <summary>Takes note of the receipts on the screen.</summary>
    private void Learn(KioskProcess service)
    {
        foreach (var number in Receipt.Matches(service.Output.ToString()).Select(match => match.Groups["number"].Value))
        {
            Assert.True(ReceiptNumber.TryParse(number, out var receipt), $"{number} is no receipt's number.");
            acknowledged.Add(receipt.Sequence);
        }
    }

    private async Task CheckAsync()
    {
        var verifying = KioskProcess.RunAsync("log", "verify", "--json", "--config", Settings);
        var exporting = KioskProcess.RunAsync("log", "export", "--json", "--config", Settings);
        var verified = await verifying;
        Assert.True(verified.AssertExit(0).Json.GetProperty("whole").GetBoolean(), verified.Output);
        var records = (await exporting).AssertExit(0).JsonLines
            .Where(line => line.GetProperty("mode").GetString() == "procedure" && line.GetProperty("reason").GetString() == "admitted")
            .Select(line => line.GetProperty("sequence").GetUInt64())
            .ToHashSet();
        Assert.True(acknowledged.IsSubsetOf(records), $"LOST: receipts {string.Join(", ", acknowledged.Except(records))} were shown, and no such record is there.");
        Assert.True(records.Count <= taps + hand.Again, $"INVENTED: {records.Count} records of {taps + hand.Again} taps.");
        Recorded = records.Count;
        using var http = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}"), Timeout = Timeout };
        var inForce = long.Parse(Generation.Match(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Groups["number"].Value, CultureInfo.InvariantCulture);
        Assert.True(inForce >= generation, $"OLDER: generation {generation} was in force, and now {inForce}.");
    }

    [GeneratedRegex("^kiosk_cache_generation (?<number>[0-9]+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 30_000)]
    private static partial Regex Generation { get; }

    [GeneratedRegex("Số biên nhận: (?<number>[0-9A-Z*-]+)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Receipt { get; }
}
