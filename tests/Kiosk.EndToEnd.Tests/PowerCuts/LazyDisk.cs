using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.PowerCuts;

/// <summary>
/// LazyFS, a FUSE file system that forgets on command what was not synced (dsrhaslab/lazyfs; Ramos et al., "LazyFS", VLDB 2024). It is built by whoever runs this: <c>KIOSK_LAZYFS</c> names
/// its program.
/// </summary>
internal sealed class LazyDisk : CuttableDisk
{
    private const string Variable = "KIOSK_LAZYFS";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly ChildProcess server;

    public LazyDisk()
    {
        Directory.CreateDirectory(folder["root"]);
        Directory.CreateDirectory(Path);
        File.WriteAllText(folder["lazyfs.toml"], $"""
            [faults]
            fifo_path="{folder["faults"]}"
            fifo_path_completed="{folder["completed"]}"
            [cache]
            apply_eviction=false
            [cache.simple]
            custom_size="128mb"
            blocks_per_page=1
            [filesystem]
            log_all_operations=false
            logfile="{folder["lazyfs.log"]}"

            """);
        ChildProcess.Run("mkfifo", folder["faults"], folder["completed"]).With(0);
        server = ChildProcess.Start(
            Environment.GetEnvironmentVariable(Variable)!, Path, "--config-path", folder["lazyfs.toml"], "-o", "allow_other", "-o", "modules=subdir", "-o", $"subdir={folder["root"]}", "-f");
        var limit = System.Diagnostics.Stopwatch.StartNew();
        while (ChildProcess.Run("mountpoint", "-q", Path).ExitCode != 0)
        {
            Assert.True(limit.Elapsed < Timeout && !server.HasEnded, $"LazyFS does not mount {Path}.");
        }
    }

    /// <summary>Why it cannot be used; null if it can.</summary>
    public static string? Obstacle { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } program && File.Exists(program)
        ? null
        : $"LazyFS is not here: build github.com/dsrhaslab/lazyfs and name its program by {Variable}.";

    public override string Path => folder["disk"];

    public override bool HasSockets => false;

    public override async Task CutAsync(Func<Task> kill)
    {
        // The writers first: pages dropped under a live process would be losses that no power cut makes.
        await kill();
        await File.WriteAllTextAsync(folder["faults"], "lazyfs::clear-cache\n").WaitAsync(Timeout);
        // It keeps the pipe open: there is no end to read to.
        using var completed = new StreamReader(folder["completed"]);
        Assert.Contains("clear-cache", await completed.ReadLineAsync().WaitAsync(Timeout), StringComparison.Ordinal);
    }

    public override void Dispose()
    {
        ChildProcess.Run("umount", "-l", Path);
        server.Dispose();
        folder.Dispose();
    }
}
