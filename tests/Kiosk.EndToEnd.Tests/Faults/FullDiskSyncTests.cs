using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>A sync on a real file system that is too small for the new data.</summary>
public sealed class FullDiskSyncTests
{
    private const int Kilobytes = 4096;

    [FactWithTinyDisk]
    public Task A_disk_that_fills_while_a_generation_is_built_keeps_the_last_good_one() => FillAsync(terminal => terminal.Folders.Cache);

    [FactWithTinyDisk]
    public Task A_disk_that_fills_while_a_file_is_fetched_keeps_the_last_good_generation() => FillAsync(terminal => terminal.Folders.Sync);

    /// <summary>The screen says that the stick is not at fault.</summary>
    [FactWithTinyDisk]
    public async Task A_disk_that_fills_while_a_stick_is_read_is_said_on_the_screen()
    {
        using var disk = new TinyDisk(Kilobytes);
        using var terminal = await StickTerminal.CreateAsync(members: 40);
        Directory.CreateDirectory(terminal.Folders.Data);
        Directory.CreateSymbolicLink(terminal.Folders.Cache, disk.Path);
        (await terminal.ImportAsync()).AssertExit(0);
        await terminal.GrowAsync(members: 14_000);
        await using var service = KioskProcess.Start("run", "--screen", "text", "--config", terminal.Folder["kiosk.json"]);
        await service.Output.UntilAsync("Xác thực thẻ đảng viên");

        (await terminal.ImportAsync()).AssertExit(2);

        await service.Output.UntilAsync("Ổ đĩa của máy đã đầy nên chưa cập nhật được dữ liệu từ USB.");
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }

    [FactWithTinyDisk]
    public async Task A_disk_that_turned_read_only_is_named_with_what_to_do()
    {
        using var disk = new TinyDisk(Kilobytes);
        using var terminal = await StickTerminal.CreateAsync(members: 40);
        Directory.CreateDirectory(terminal.Folders.Data);
        Directory.CreateSymbolicLink(terminal.Folders.Sync, disk.Path);
        (await terminal.ImportAsync()).AssertExit(0);
        await terminal.GrowAsync(members: 1);
        disk.MakeReadOnly();

        (await terminal.ImportAsync()).AssertRefused(
            2, $"The disk of {terminal.Folders.Sync} is read-only; see why (dmesg), then: mount -o remount,rw (findmnt -T {terminal.Folders.Sync} says what). A card that turns read-only by itself is worn out; replace it.");
        disk.MakeWritable();
    }

    [FactAsRoot]
    public async Task A_data_folder_that_the_service_may_not_make_is_named_with_what_to_do()
    {
        using var terminal = await StickTerminal.CreateAsync(members: 1);
        await using var process = KioskProcess.Start(
            ["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups"], new Dictionary<string, string>(), "sync", "import", terminal.StickFolder, "--config", terminal.Folder["kiosk.json"], "--data", "/opt/kiosk-nowhere/data");

        (await process.EndAsync()).AssertRefused(
            2, "/opt/kiosk-nowhere is not for the user with the number 12345 to make. /opt belongs to root; make the folder for the service's user: sudo install -d -o 12345 -m 0700 /opt/kiosk-nowhere");
    }

    private static async Task FillAsync(Func<StickTerminal, string> folderOf)
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
        Assert.Matches($@"The disk of {folderOf(terminal)}(/targets)? is full; make room \(df -h {folderOf(terminal)}(/targets)? says how much is left", ended.Errors);
        Assert.DoesNotContain("No space left", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("make room", terminal.Standing.Sentence, StringComparison.Ordinal);
        Assert.Equal(("1", 40), terminal.Read());
        Assert.DoesNotContain(Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories), path => Path.GetExtension(path) is ".building" or ".part" or ".tmp");
        Assert.InRange(Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories).Count(), 1, before + 4);

        disk.Grow(16 * Kilobytes);
        (await terminal.ImportAsync()).AssertExit(0);
        Assert.Equal(("1", 14_040), terminal.Read());
    }
}
