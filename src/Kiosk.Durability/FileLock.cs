using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>An exclusive lock (flock(2)) on a dedicated file. The kernel releases it when the process ends, however it ends.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly SafeFileHandle file;

    private FileLock(SafeFileHandle file) => this.file = file;

    /// <summary>Takes the lock without blocking, creating the file (mode 0600) if it is missing.</summary>
    /// <returns>Null if it is already held, in this process or another.</returns>
    /// <exception cref="IOException">The file cannot be opened or locked.</exception>
    public static FileLock? TryTake(string path) => TryTake(path, SystemCall.TryLock);

    /// <summary>Asks whether somebody holds the lock, without standing in the way of others who ask.</summary>
    /// <exception cref="IOException">The file cannot be opened or locked.</exception>
    public static bool IsHeld(string path)
    {
        using var shared = TryTake(path, SystemCall.TryShareLock);
        return shared is null;
    }

    public void Dispose()
    {
        if (!file.IsClosed)
        {
            // Unlock explicitly: a child process being forked shares the descriptor until it execs, and closing ours alone would leave it holding the lock.
            SystemCall.Unlock(file);
            file.Dispose();
        }
    }

    private static FileLock? TryTake(string path, Func<SafeFileHandle, string, bool> tryLock)
    {
        using var folder = SystemCall.OpenFolderOf(path);
        var opened = SystemCall.OpenIn(folder, path, Libc.ReadWrite | Libc.Create);
        try
        {
            if (FileStatus.Of(opened) is { Kind: not PlaceKind.File and var kind })
            {
                throw new NotAFileException(path, kind);
            }

            if (tryLock(opened, path))
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
}
