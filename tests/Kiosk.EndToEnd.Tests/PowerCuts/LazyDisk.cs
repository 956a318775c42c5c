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
    // LazyFS reads commands of a hundred bytes at most, and they name files below it.
    private readonly string root = Directory.CreateDirectory($"/dev/shm/lazy{System.IO.Path.GetRandomFileName()}").FullName;
    // It takes no command before somebody listens to what it has completed.
    private readonly FileStream listening;
    private ChildProcess server;

    public LazyDisk()
    {
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
        listening = new(folder["completed"], FileMode.Open, FileAccess.ReadWrite);
        server = Mount();
    }

    /// <summary>Why it cannot be used; null if it can.</summary>
    public static string? Obstacle { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } program && File.Exists(program)
        ? null
        : $"LazyFS is not here: build github.com/dsrhaslab/lazyfs, then run {Variable}=PROGRAM ./kiosk test --powercut.";

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

    /// <summary>Makes the next write to a file go through in parts only, after which the power is off: every call on the disk fails.</summary>
    /// <param name="file">Below <see cref="Path"/>.</param>
    /// <param name="parts">How many equal parts the write has.</param>
    /// <param name="persist">Which of them reach the disk, from 1: "1,3".</param>
    public async Task TearNextWriteAsync(string file, int parts, string persist)
    {
        var under = System.IO.Path.Combine(root, System.IO.Path.GetRelativePath(Path, file));
        await File.WriteAllTextAsync(folder["faults"], $"lazyfs::torn-op::file={under}::parts={parts}::persist={persist}\n").WaitAsync(Timeout);
        await Running.Eventually.IsAsync(async () => (await File.ReadAllTextAsync(folder["lazyfs.log"])).Contains("configured successfully", StringComparison.Ordinal), "LazyFS will tear the next write");
    }

    /// <summary>Waits until the power is off.</summary>
    public Task TornAsync() => Running.Eventually.IsAsync(() => Task.FromResult(server.HasEnded), "a write is torn");

    /// <summary>The power comes back.</summary>
    /// <param name="kill">Ends all processes that have files open on it.</param>
    public async Task RestoreAsync(Func<Task> kill)
    {
        await kill();
        (await ChildProcess.RunAsync("umount", "-l", Path)).With(0);
        server.Dispose();
        File.Delete(folder["lazyfs.log"]);
        server = Mount();
    }

    public override void Dispose()
    {
        ChildProcess.Run("umount", "-l", Path);
        server.Dispose();
        listening.Dispose();
        folder.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private ChildProcess Mount()
    {
        var started = ChildProcess.Start(
            Environment.GetEnvironmentVariable(Variable)!, Path, "--config-path", folder["lazyfs.toml"], "-o", "allow_other", "-o", "modules=subdir", "-o", $"subdir={root}", "-f");
        var limit = System.Diagnostics.Stopwatch.StartNew();
        while (ChildProcess.Run("mountpoint", "-q", Path).ExitCode != 0)
        {
            Assert.True(limit.Elapsed < Timeout && !started.HasEnded, $"LazyFS does not mount {Path}.");
        }

        return started;
    }
}
