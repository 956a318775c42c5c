using Kiosk.Testing.Processes;

namespace Kiosk.Testing.Durability;

/// <summary>A small real file system, mounted on its own folder. Needs root.</summary>
internal sealed class TinyDisk : IDisposable
{
    private readonly TestFolder folder = new();

    public TinyDisk(int kilobytes = 64)
    {
        if (!Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k,mode=0700", "tmpfs", folder.Path))
        {
            folder.Dispose();
            throw new InvalidOperationException("A tmpfs could not be mounted.");
        }
    }

    /// <summary>Why this machine cannot mount one; null if it can.</summary>
    public static string? Obstacle { get; } = Try();

    public string Path => folder.Path;

    public void Grow(int kilobytes) => Run("mount", "-o", $"remount,size={kilobytes}k", folder.Path);

    public void MakeWritable() => Run("mount", "-o", "remount,rw", folder.Path);

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", folder.Path);

    public void Dispose()
    {
        Run("umount", folder.Path);
        folder.Dispose();
    }

    private static string? Try()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return "Mounting a small file system needs root: run ./kiosk test as root.";
        }

        try
        {
            new TinyDisk().Dispose();
            return null;
        }
        catch (Exception cause) when (cause is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"This machine mounts nothing: {cause.Message.TrimEnd('.')}. Run ./kiosk test as root where it may mount a tmpfs.";
        }
    }

    private static bool Run(string program, params string[] arguments) => ChildProcess.Run(program, arguments).ExitCode == 0;
}
