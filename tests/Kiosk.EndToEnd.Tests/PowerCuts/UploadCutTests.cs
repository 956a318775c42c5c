using System.Runtime.Versioning;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.PowerCuts;

/// <summary>The power is cut under a terminal while it sends, writes receipts down, removes confirmed segments and changes its mode: it has every record that the collector has, and no two journals come of it.</summary>
/// <remarks>The same limits as <see cref="PowerCutTests"/>. Not on LazyFS, where no verb reaches the service.</remarks>
[SupportedOSPlatform("linux")]
public sealed class UploadCutTests(ITestOutputHelper output)
{
    /// <summary>A cut costs a start and some verbs of both programs.</summary>
    private static readonly int Cuts = Math.Max(3, CutPlan.Cuts / 8);

    [FactWithCuttableDisk]
    public async Task Terminal_and_collector_agree_after_every_cut()
    {
        using var folder = new TestFolder();
        using var disk = new LoopDisk();
        using var collector = await CollectorProcess.StartAsync(folder["collector"]);
        await using var terminal = await SendingTerminal.CreateAsync(disk, collector);
        var random = CutPlan.Draw(output);
        for (var cut = 1; cut <= Cuts; cut++)
        {
            await terminal.LiveAsync(random);
            Progress.Say(output, $"{cut}: {terminal.Acknowledged} receipts shown, {terminal.Removed} segments removed");
        }

        await terminal.EndAsync();
        Assert.True(terminal.Removed > 0, "No segment was ever removed: the cuts met no retention.");
    }
}
