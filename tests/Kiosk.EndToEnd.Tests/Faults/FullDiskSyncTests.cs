using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>A sync on a real file system that is too small for what is new.</summary>
public sealed class FullDiskSyncTests
{
    private const int Kilobytes = 4096;

    [FactWithTinyDisk]
    public Task A_disk_that_fills_while_a_generation_is_built_keeps_the_last_good_one() => FillAsync(terminal => terminal.Folders.Cache, "cache");

    [FactWithTinyDisk]
    public Task A_disk_that_fills_while_a_file_is_fetched_keeps_the_last_good_generation() => FillAsync(terminal => terminal.Folders.Sync, "sync");

    private static async Task FillAsync(Func<StickTerminal, string> folderOf, string name)
    {
        using var disk = new TinyDisk(Kilobytes);
        using var terminal = await StickTerminal.CreateAsync(members: 40);
        Directory.CreateDirectory(terminal.Folders.Data);
        Directory.CreateSymbolicLink(folderOf(terminal), disk.Path);
        (await terminal.ImportAsync()).AssertExit(0);
        await terminal.GrowAsync(members: 14_000);
        var before = Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories).Count();

        var ended = await terminal.ImportAsync();

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Matches("disk is full|No space left", ended.Errors);
        Assert.Equal(("1", 40), terminal.Read());
        Assert.DoesNotContain(Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories), path => Path.GetExtension(path) is ".building" or ".part" or ".tmp");
        Assert.InRange(Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories).Count(), 1, before + 4);

        disk.Grow(16 * Kilobytes);
        (await terminal.ImportAsync()).AssertExit(0);
        Assert.Equal(("1", 14_040), terminal.Read());
    }
}
