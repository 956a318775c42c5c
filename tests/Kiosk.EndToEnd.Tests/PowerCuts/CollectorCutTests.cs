using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Trials.Demo;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.PowerCuts;

/// <summary>The power is cut under a collector that tries things out (SQLite) while a terminal sends: whatever it gave a receipt for is there afterwards, and what it lost comes again by itself.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class CollectorCutTests(ITestOutputHelper output)
{
    /// <summary>A cut costs a start of both programs.</summary>
    private static readonly int Cuts = Math.Max(4, CutPlan.Cuts / 8);

    [FactWithCuttableDisk]
    public async Task What_was_receipted_is_there()
    {
        using var disk = new LoopDisk();
        using var collector = await CollectorProcess.StartAsync(Path.Combine(disk.Path, "collector"));
        await using var door = await HallDoor.OpenAsync(Installation.TerminalId, "1", collector);
        var random = CutPlan.Draw(output);
        for (var cut = 1; cut <= Cuts; cut++)
        {
            using var rest = new CancellationTokenSource();
            var sending = SendAsync(door, rest.Token);
            await Task.Delay(random.Next(2_500));
            collector.Freeze();
            // What is receipted now was so before the power went.
            var receipted = await ReceiptedAsync(door);
            await rest.CancelAsync();
            await sending;
            await disk.CutAsync(() =>
            {
                collector.Kill();
                return Task.CompletedTask;
            });
            await collector.StartAgainAsync();

            var stored = await StoredAsync(collector);
            Progress.Say(output, $"{cut}: {receipted} receipted, {stored} stored");
            Assert.True(stored >= receipted, $"LOST: {receipted} records were receipted, {stored} are there.");
            // New records, and an order to write down the receipts.
            await door.StopAsync();
            await door.StartAsync();
        }

        var all = await StoredAsync(collector);
        await Eventually.IsAsync(async () => await door.ReceiptedAsync(collector) >= all, $"a receipt for all {all} records");
    }

    /// <summary>Switches the mode again and again: each switch is a record and a checkpoint, which are sent at once.</summary>
    private static async Task SendAsync(HallDoor door, CancellationToken rest)
    {
        for (var turn = 0; !rest.IsCancellationRequested; turn++)
        {
            (await KioskProcess.RunAsync([.. turn % 2 == 0 ? ["mode", "verify"] : (string[])["mode", "meeting", DemoMeeting.Id], "--config", door.SettingsFile])).AssertExit(0);
        }
    }

    /// <returns>How many records the newest receipt covers that the terminal has had, written down or not.</returns>
    private static async Task<int> ReceiptedAsync(HallDoor door)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var receipted = Receipted.Match(await http.GetStringAsync(new Uri(door.Address, "/metrics")));
        return receipted.Success ? int.Parse(receipted.Groups["records"].Value, CultureInfo.InvariantCulture) : 0;
    }

    private static async Task<int> StoredAsync(CollectorProcess collector)
    {
        var listed = (await collector.RunAsync("terminals", "--json")).AssertExit(0).Json.GetProperty("terminals").EnumerateArray();
        return listed.Where(terminal => terminal.GetProperty("terminal").GetString() == Installation.TerminalId).Select(terminal => terminal.GetProperty("contiguous").GetInt32()).DefaultIfEmpty().Max();
    }

    [GeneratedRegex("^kiosk_upload_receipted_records (?<records>[0-9]+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 30_000)]
    private static partial Regex Receipted { get; }
}
