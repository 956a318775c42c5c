using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.PowerCuts;

/// <summary>
/// ext4 over a loop device, as terminals have it. Its image is copied while the processes stand still: the copy has what was synced, and what the journal of the file system committed by itself,
/// but nothing that was only in memory. Needs root.
/// </summary>
internal sealed class LoopDisk : CuttableDisk
{
    private const string Size = "64M";

    /// <summary>In seconds: the file system commits when it is asked to, not by the clock.</summary>
    private const string Options = "loop,commit=300";

    private readonly TestFolder folder = TestFolder.Fast();

    public LoopDisk()
    {
        ChildProcess.Run("truncate", "-s", Size, Image).With(0);
        ChildProcess.Run("mkfs.ext4", "-q", "-m", "0", "-E", "lazy_itable_init=0,lazy_journal_init=0", Image).With(0);
        Directory.CreateDirectory(Path);
        Mount();
    }

    /// <summary>Why this machine cannot mount one; null if it can.</summary>
    public static string? Obstacle { get; } = Try();

    public override string Path => folder["disk"];

    private string Image => folder["disk.img"];

    public override async Task CutAsync(Func<Task> kill)
    {
        (await ChildProcess.RunAsync("cp", "--sparse=always", Image, folder["cut.img"])).With(0);
        await kill();
        Unmount();
        File.Move(folder["cut.img"], Image, overwrite: true);
        Mount();
    }

    public override void Dispose()
    {
        // Lazily: a process that a failed test left behind must not hide why it failed.
        ChildProcess.Run("umount", "-l", Path);
        folder.Dispose();
    }

    private static string? Try()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return "Mounting an image needs root: run ./kiosk test as root.";
        }

        try
        {
            new LoopDisk().Dispose();
            return null;
        }
        catch (Exception cause) when (cause is Xunit.Sdk.XunitException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"This machine mounts no image of ext4: {cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Run ./kiosk test as root on a machine with loop devices.";
        }
    }

    private void Mount() => ChildProcess.Run("mount", "-o", Options, Image, Path).With(0);

    private void Unmount() => ChildProcess.Run("umount", Path).With(0);
}
