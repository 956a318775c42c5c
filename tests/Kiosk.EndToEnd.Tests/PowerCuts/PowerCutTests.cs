using System.Runtime.Versioning;
using Kiosk.EndToEnd.Tests.Running;
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

    /// <summary>Terminals whose power is cut at the same time, each on a disk of its own: most of a cut is waiting.</summary>
    private const int Lanes = 2;

    private static readonly Dictionary<string, string> Nothing = [];

    [FactWithCuttableDisk]
    public Task Nothing_acknowledged_is_lost_on_ext4() => CutAsync(() => new LoopDisk());

    [FactWithCuttableDisk(lazy: true)]
    public Task Nothing_acknowledged_is_lost_on_LazyFS() => CutAsync(() => new LazyDisk());

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
                Progress.Say(output, $"{file ?? "segment"}: of {parts} parts {persist} reached the disk");
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

    private async Task CutAsync(Func<CuttableDisk> mount)
    {
        var starts = (await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => CutAsync(mount, lane)))).SelectMany(taken => taken).Order().ToList();
        Progress.Say(output, $"{starts.Count} cuts, starts: median {starts[starts.Count / 2].TotalSeconds:0.00} s, longest {starts[^1].TotalSeconds:0.00} s");
        Assert.True(CutPlan.Cuts < Release || starts[^1] < MaxStart, $"A start took {starts[^1]}.");
    }

    /// <returns>What each start took.</returns>
    private async Task<List<TimeSpan>> CutAsync(Func<CuttableDisk> mount, int lane)
    {
        using var disk = mount();
        await using var terminal = await CutTerminal.CreateAsync(disk, Nothing);
        await LiveAsync(terminal, CutPlan.Draw(output, lane), CutPlan.Cuts / Lanes, $"{lane}.");
        await terminal.EndAsync();
        var interrupted = string.Join(", ", terminal.Interrupted.Select(kind => $"{kind.Value} {kind.Key}"));
        Progress.Say(output, $"lane {lane}: {terminal.Acknowledged} receipts shown, {terminal.Recorded} on record; in the midst of: {interrupted}");
        return terminal.Starts;
    }

    private async Task LiveAsync(CutTerminal terminal, Random random, int cuts, string lane = "")
    {
        for (var cut = 1; cut <= cuts; cut++)
        {
            Progress.Say(output, $"{lane}{cut}: {await terminal.LiveAsync(random)}; {terminal.Acknowledged} receipts shown, {terminal.Recorded} on record before, longest start {terminal.Starts.Max().TotalSeconds:0.00} s");
        }
    }
}
