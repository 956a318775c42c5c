using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>The disk breaks under a demo while cards are tapped.</summary>
public sealed class BrokenDiskTests : IDisposable
{
    private readonly TestFolder folder = new();

    private string Data => folder["demo/data"];

    public void Dispose() => folder.Dispose();

    [FactWithTool("cc")]
    public Task A_sync_that_fails_takes_the_terminal_out_of_service() => BreakAsync(shim => shim.FailSyncs(), "fails; save what it holds (a journal: kiosk sync export PATH) and replace it.");

    [FactWithTool("cc")]
    public Task A_disk_turned_read_only_takes_the_terminal_out_of_service() => BreakAsync(shim => shim.TurnReadOnly(), "is read-only; see why (dmesg)");

    private async Task BreakAsync(Action<DiskShim> breakDisk, string cause)
    {
        var shim = new DiskShim(folder);
        await using var demo = KioskProcess.Start(new Dictionary<string, string> { ["LD_PRELOAD"] = shim.Library }, "demo", "--data", folder["demo"]);
        await demo.TypeAsync("1");
        var at = await demo.Output.UntilAsync("  1: admitted");

        breakDisk(shim);
        await demo.TypeAsync("2");
        at = await demo.Output.UntilAsync("  2: terminal.journal, ", at);
        Assert.EndsWith("no record", demo.Output.Lines[at - 1], StringComparison.Ordinal);
        await demo.Output.UntilAsync("Thiết bị tạm ngừng phục vụ");
        await AssertOutOfServiceAsync(cause);

        // A disk that works again proves nothing about what was lost in the meantime.
        shim.Mend();
        await demo.TypeAsync("2");
        at = await demo.Output.UntilAsync("  2: terminal.journal, ", at);
        await AssertOutOfServiceAsync(cause);
        Assert.DoesNotContain(demo.Output.Lines, line => line.Contains("  2: admitted", StringComparison.Ordinal));

        await demo.TypeAsync("q");
        (await demo.EndAsync()).AssertExit(0);
        var journal = (await KioskProcess.RunAsync("log", "export", "--json", "--data", Data)).AssertExit(0);
        Assert.Equal([(1, "service.started"), (2, "admitted")], journal.JsonLines.Take(2).Select(line => (line.GetProperty("sequence").GetInt32(), line.GetProperty("reason").GetString()!)));
    }

    private async Task AssertOutOfServiceAsync(string cause)
    {
        var status = (await KioskProcess.RunAsync("status", "--json", "--data", Data)).AssertExit(1).Json;

        Assert.False(status.GetProperty("ready").GetBoolean());
        Assert.StartsWith("terminal.journal: ", status.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Contains(cause, status.GetProperty("summary").GetString(), StringComparison.Ordinal);
    }
}
