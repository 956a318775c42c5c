using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>An exclusive lock (flock) on a file of its own. The kernel drops it when the process ends, however it ends.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly SafeFileHandle file;

    private FileLock(SafeFileHandle file) => this.file = file;

    /// <summary>Takes the lock without waiting, creating the file (mode 0600) where it is missing.</summary>
    /// <returns>Null when another holder, in this process or another, has it.</returns>
    /// <exception cref="IOException">The file cannot be opened or locked.</exception>
    public static FileLock? TryTake(string path)
    {
        using var folder = SystemCall.OpenFolderOf(path);
        var opened = SystemCall.OpenIn(folder, path, Libc.ReadWrite | Libc.Create);
        try
        {
            if (SystemCall.TryLock(opened, path))
            {
                return new(opened);
            }
        }
        catch
        {
            opened.Dispose();
            throw;
        }

        opened.Dispose();
        return null;
    }

    public void Dispose()
    {
        if (!file.IsClosed)
        {
            // By name: a program that another thread is just starting shares the lock until it has become that program, and closing alone would leave it the lock.
            SystemCall.Unlock(file);
            file.Dispose();
        }
    }
}
