using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Kiosk.Durability;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.EndToEnd.Tests.Service;
using Kiosk.Feed.Tokens;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity;
using Kiosk.Identity.Opening;
using Kiosk.Journal;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Testing.Configuration;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pcsc;
using Kiosk.Testing.Processes;
using Kiosk.Trials.Demo;

namespace Kiosk.EndToEnd.Tests.PowerCuts;

/// <summary>
/// A desk that sends to a collector which never fails, removes what was confirmed, and is switched from one procedure to another; its data is on a disk without power now and then. After each start its journal must
/// reach as far as the collector's, its mode must be the one that was acknowledged, and no receipt that was shown may be missing from both.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed partial class SendingTerminal : IAsyncDisposable
{
    private const string Invites = "Mời đồng chí đặt thẻ";
    private const string ReceiptLabel = "Số biên nhận: ";
    private const int Stop = 19;

    /// <summary>Small, so that there is always one to remove.</summary>
    private const int SegmentLength = 8 * 1024;
    private const int Notes = 100;

    private static readonly TimeSpan Age = TimeSpan.FromDays(3);
    private static readonly string[] Procedures = ["CSH-TT", "TUOI-DANG"];

    private readonly CuttableDisk disk;
    private readonly CollectorProcess collector;
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly Pn532Emulator reader = new(TimeProvider.System);
    private readonly CardHand hand;
    private readonly HashSet<ulong> acknowledged = [];
    private readonly int port = FreePorts.TakePair();
    private string mode = Procedures[0];
    private string? asked;
    private int turn;

    private SendingTerminal(CuttableDisk disk, CollectorProcess collector) => (this.disk, this.collector, hand) = (disk, collector, new(reader));

    /// <summary>Receipts that were shown.</summary>
    public int Acknowledged => acknowledged.Count;

    /// <summary>Segments of the journal that were removed before their turn came to be looked for.</summary>
    public int Removed => JournalFolder.Segments(Folders.Journal).Select(JournalFolder.NumberOf).Min() - 1;

    private KioskFolders Folders => new(Path.Combine(disk.Path, "data"));

    private string Settings => folder["kiosk.json"];

    public static async Task<SendingTerminal> CreateAsync(CuttableDisk disk, CollectorProcess collector)
    {
        var made = new SendingTerminal(disk, collector);
        Directory.CreateDirectory(made.Folders.Data);
        SharedWorld.CopyCacheTo(made.Folders.Cache, Installation.TerminalId);
        SettingsFile.Write(made.Settings, new
        {
            Installation.TerminalId,
            DataFolder = made.Folders.Data,
            Reader = new { Kind = "pn532", made.reader.Device },
            Http = new { Port = made.port },
            Mode = new { Kind = "procedure", Procedure = Procedures[0] },
            Upload = new { Collector = collector.Address, collector.Key, KeepDays = 1 },
        });
        await made.KioskAsync("enrol", "--token", await collector.InviteAsync(Installation.TerminalId));
        // What was copied here is no program's promise.
        (await ChildProcess.RunAsync("sync", "-f", disk.Path)).With(0);
        return made;
    }

    /// <summary>Starts with old records to send and remove, looks whether everything is there, lets a few things happen, and cuts the power.</summary>
    public async Task LiveAsync(Random random)
    {
        Grow();
        await using var service = KioskProcess.Start("run", "--screen", "text", "--config", Settings);
        await service.Output.UntilAsync(Invites);
        await CheckAsync();
        for (var acts = random.Next(3); acts > 0; acts--)
        {
            await (random.Next(2) == 0 ? TapAsync(service) : SwitchAsync());
        }

        using var cut = new CancellationTokenSource();
        var last = random.Next(2) == 0 ? SwitchAsync(cut.Token) : Task.CompletedTask;
        await Task.Delay(random.Next(1_500), CancellationToken.None);
        service.Signal(Stop);
        await disk.CutAsync(async () =>
        {
            await cut.CancelAsync();
            service.Signal(KioskProcess.Kill);
            await service.EndAsync();
        });
        await last;
        Learn(service);
    }

    /// <summary>Starts it once more, and waits until the collector has everything.</summary>
    public async Task EndAsync()
    {
        await using var service = KioskProcess.Start("run", "--screen", "text", "--config", Settings);
        await service.Output.UntilAsync(Invites);
        await CheckAsync();
        await SwitchAsync();
        var all = await RecordsAsync();
        await Eventually.IsAsync(async () => await CollectedAsync() >= all, $"the collector has all {all} records");
        (await collector.RunAsync("status", "--json")).AssertExit(0);
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Adds records as old as those that retention removes, as if the terminal had stood for days.</summary>
    private void Grow()
    {
        using var keys = TerminalKeys.Open(Folders, Installation.TerminalId, KeyStoreSettings.InFile, new DurableFiles());
        using var journal = CheckInJournal.Open(
            Folders.Journal,
            Installation.TerminalId,
            new(keys.Secret.Frames, new KeyStoreSigner(Installation.TerminalId, keys), keys.Kind, keys.Counter),
            new DurableFiles(),
            SegmentLength,
            TerminalJournal.ReceiptedIn(Folders, _ => new KeyStoreSigner(Installation.TerminalId, keys).Key));
        for (var note = 0; note < Notes; note++)
        {
            journal.Append(JournalNotes.At(TimeProvider.System.GetUtcNow() - Age));
        }

        journal.SignCheckpoint();
    }

    private async Task CheckAsync()
    {
        var (records, collected) = (await RecordsAsync(), await CollectedAsync());
        Assert.True(records >= collected, $"LOST: the collector has {collected} records, the terminal {records}.");
        (await collector.RunAsync("status", "--json")).AssertExit(0);
        var own = (await KioskAsync("log", "export", "--json")).JsonLines.Select(line => line.GetProperty("sequence").GetUInt64()).ToHashSet();
        Assert.All(acknowledged, receipt => Assert.True(own.Contains(receipt) || receipt <= (ulong)collected, $"LOST: receipt {receipt} was shown, and neither terminal nor collector has it."));
        var status = await KioskAsync("status", "--json");
        Assert.True(new[] { mode, asked }.Any(code => code is not null && status.Output.Contains($"\"{code}", StringComparison.Ordinal)), $"LOST: the terminal was switched to {mode}, and says:\n{status.Output}");
        asked = null;
    }

    private async Task TapAsync(KioskProcess service)
    {
        await hand.LayAsync(SharedWorld.World.Load(turn++ % 2 == 0 ? DemoCard.GoodP256 : DemoCard.GoodRsa), service.Output, service.Output.Lines.Count, ReceiptLabel);
        Learn(service);
    }

    /// <summary>Switches the procedure: a setting that survives, and a checkpoint that is sent at once.</summary>
    /// <param name="cut">When the power goes, nobody is told.</param>
    private async Task SwitchAsync(CancellationToken cut = default)
    {
        asked = Procedures[turn++ % Procedures.Length];
        var ended = await KioskProcess.RunAsync("mode", "procedure", asked, "--config", Settings);
        Assert.True(ended.ExitCode == 0 || cut.IsCancellationRequested, ended.Errors);
        mode = ended.ExitCode == 0 ? asked : mode;
    }

    private void Learn(KioskProcess service)
    {
        foreach (var number in Receipt.Matches(service.Output.ToString()).Select(match => match.Groups["number"].Value))
        {
            Assert.True(ReceiptNumber.TryParse(number, out var receipt), $"{number} is no receipt's number.");
            acknowledged.Add(receipt.Sequence);
        }
    }

    private async Task<int> RecordsAsync()
    {
        var verified = (await KioskAsync("log", "verify", "--json")).Json;
        Assert.True(verified.GetProperty("whole").GetBoolean());
        return verified.GetProperty("records").GetInt32();
    }

    private async Task<int> CollectedAsync() =>
        (await collector.RunAsync("terminals", "--json")).AssertExit(0).Json.GetProperty("terminals").EnumerateArray().Select(terminal => terminal.GetProperty("contiguous").GetInt32()).DefaultIfEmpty().Max();

    private async Task<Ended> KioskAsync(params string[] verb) => (await KioskProcess.RunAsync([.. verb, "--config", Settings])).AssertExit(0);

    [GeneratedRegex("Số biên nhận: (?<number>[0-9A-Z*-]+)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Receipt { get; }
}
