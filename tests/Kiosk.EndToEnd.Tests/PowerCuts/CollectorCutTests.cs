using System.Runtime.Versioning;
using Kiosk.EndToEnd.Tests.Running;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.PowerCuts;

/// <summary>The power is cut under a collector that tries things out (SQLite) while a terminal sends: whatever it gave a receipt for is there afterwards, and what it lost comes again by itself.</summary>
[SupportedOSPlatform("linux")]
public sealed class CollectorCutTests(ITestOutputHelper output)
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
            await Task.Delay(random.Next(2_500));
            collector.Freeze();
            // What a receipt says now was said before the power went.
            var receipted = await door.ReceiptedAsync(collector);
            await disk.CutAsync(() =>
            {
                collector.Kill();
                return Task.CompletedTask;
            });
            await collector.StartAgainAsync();

            var stored = await StoredAsync(collector);
            output.WriteLine($"{cut}: {receipted} receipted, {stored} stored");
            Assert.True(stored >= receipted, $"LOST: {receipted} records were receipted, {stored} are there.");
            // New records, and an order to write down the receipts.
            await door.StopAsync();
            await door.StartAsync();
        }

        var all = await StoredAsync(collector);
        await Eventually.IsAsync(async () => await door.ReceiptedAsync(collector) >= all, $"a receipt for all {all} records");
    }

    private static async Task<int> StoredAsync(CollectorProcess collector)
    {
        var listed = (await collector.RunAsync("terminals", "--json")).AssertExit(0).Json.GetProperty("terminals").EnumerateArray();
        return listed.Where(terminal => terminal.GetProperty("terminal").GetString() == Installation.TerminalId).Select(terminal => terminal.GetProperty("contiguous").GetInt32()).DefaultIfEmpty().Max();
    }
}
