using System.Runtime.Versioning;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Xunit.Abstractions;

namespace Kiosk.EndToEnd.Tests.PowerCuts;

/// <summary>
/// The power is cut at random moments of taps, imports, switches of the mode, upkeep of the cache and stops of the real service: no receipt that was shown is lost, no record is invented, the journal is whole, the cache
/// usable and never older, and the terminal comes back by itself.
/// </summary>
/// <remarks>Proves nothing about disks that say that something is written and lose it: no program can. What the medium itself does within a sector is LazyFS's and the file system's business.</remarks>
[SupportedOSPlatform("linux")]
public sealed class PowerCutTests(ITestOutputHelper output)
{
    /// <summary>Asserted in the release setting, on a quiet machine.</summary>
    private static readonly TimeSpan MaxStart = TimeSpan.FromSeconds(5);

    private const int Release = 1000;

    private static readonly Dictionary<string, string> Nothing = [];

    [FactWithCuttableDisk]
    public Task Nothing_acknowledged_is_lost_on_ext4() => CutAsync(new LoopDisk());

    [FactWithCuttableDisk(lazy: true)]
    public Task Nothing_acknowledged_is_lost_on_LazyFS() => CutAsync(new LazyDisk());

    /// <summary>A disk that writes the parts of one write in any order, and not all: what was acknowledged is there, and the terminal serves by itself.</summary>
    [FactWithCuttableDisk(lazy: true)]
    public async Task A_torn_write_costs_nothing_that_was_acknowledged()
    {
        using var disk = new LazyDisk();
        await using var terminal = await CutTerminal.CreateAsync(disk, Nothing);
        foreach (var file in (string?[])[null, "checkpoints"])
        {
            foreach (var (parts, persist) in ((int, string)[])[(2, "1"), (2, "2"), (3, "1,3"), (3, "2"), (16, "1"), (16, "16")])
            {
                await terminal.TearAsync(disk, file, parts, persist);
                output.WriteLine($"{file ?? "segment"}: of {parts} parts {persist} reached the disk");
            }
        }

        await terminal.EndAsync();
    }

    /// <summary>The same with every fsync left out by a preloaded library.</summary>
    [FactWithCuttableDisk]
    public async Task Without_fsync_this_harness_finds_a_loss()
    {
        using var folder = new TestFolder();
        await File.WriteAllTextAsync(folder["idle.c"], "int fsync(int fd) { return 0; }\nint fdatasync(int fd) { return 0; }\n");
        (await ChildProcess.RunAsync("cc", "-shared", "-fPIC", "-o", folder["idle.so"], folder["idle.c"])).With(0);
        using var disk = new LoopDisk();
        await using var terminal = await CutTerminal.CreateAsync(disk, new Dictionary<string, string> { ["LD_PRELOAD"] = folder["idle.so"] });

        var fault = await Record.ExceptionAsync(() => LiveAsync(terminal, CutPlan.Draw(output), cuts: 12));

        Assert.Matches("^(LOST|OLDER): ", fault?.Message);
    }

    private async Task CutAsync(CuttableDisk disk)
    {
        using (disk)
        {
            await using var terminal = await CutTerminal.CreateAsync(disk, Nothing);
            await LiveAsync(terminal, CutPlan.Draw(output), CutPlan.Cuts);
            await terminal.EndAsync();
            output.WriteLine($"{CutPlan.Cuts} cuts, {terminal.Acknowledged} receipts, starts: median {terminal.Starts.Order().ElementAt(terminal.Starts.Count / 2).TotalSeconds:0.00} s, longest {terminal.Starts.Max().TotalSeconds:0.00} s");
            Assert.True(CutPlan.Cuts < Release || terminal.Starts.Max() < MaxStart, $"A start took {terminal.Starts.Max()}.");
        }
    }

    private async Task LiveAsync(CutTerminal terminal, Random random, int cuts)
    {
        for (var cut = 1; cut <= cuts; cut++)
        {
            output.WriteLine($"{cut}: {await terminal.LiveAsync(random)}");
        }
    }
}
