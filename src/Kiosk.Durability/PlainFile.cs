using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>Opens files in folders that others may write to: a symbolic link, device or pipe is never taken for a file.</summary>
internal static class PlainFile
{
    /// <summary>Opens a regular file for reading, descending folder by folder. A link below the first folder, a device or a pipe counts as a missing file.</summary>
    /// <param name="folder">Trusted; its own links are followed.</param>
    /// <param name="path">Folder names, then the file name; none contains a slash.</param>
    /// <returns>Null if there is no such regular file.</returns>
    /// <exception cref="IOException">The open fails for another reason.</exception>
    public static SafeFileHandle? Open(string folder, IReadOnlyList<string> path)
    {
        var at = SystemCall.Open(folder, Libc.ReadOnly | Libc.Directory);
        for (var i = 0; i < path.Count; i++)
        {
            // Non-blocking: opening a pipe would block until a writer appears.
            var flags = Libc.ReadOnly | Libc.NoFollow | Libc.CloseOnExec | (i < path.Count - 1 ? Libc.Directory : Libc.NonBlocking);
            var next = Libc.openat(at, path[i], flags, 0);
            var errno = Marshal.GetLastPInvokeError();
            at.Dispose();
            if (next.IsInvalid)
            {
                next.Dispose();
                return errno is Libc.NoEntry or Libc.NotAFolder or Libc.TooManyLinks or Libc.NoDevice
                    ? null
                    : throw new IOException($"{folder}/{string.Join('/', path)} cannot be opened: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno}).", errno);
            }

            at = next;
        }

        if (IsRegular(at))
        {
            return at;
        }

        at.Dispose();
        return null;
    }

    /// <summary>Opens one of the service's own files for reading. A link, device or pipe in its place counts as a missing file and cannot block the caller.</summary>
    /// <returns>Null if there is no such regular file.</returns>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    /// <exception cref="IOException">The open fails for another reason.</exception>
    public static SafeFileHandle? TryOpenOwn(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        try
        {
            return Open(folder, [Path.GetFileName(path)]);
        }
        catch (IOException missing) when (missing.HResult is Libc.NoEntry or Libc.NotAFolder)
        {
            return null;
        }
        catch (IOException denied) when (denied.HResult is Libc.NoPermission)
        {
            throw new UnauthorizedAccessException(denied.Message, denied);
        }
    }

    /// <summary>Creates a file (mode 0600), replacing whatever has its name unless that is a folder.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public static FileStream Create(string path)
    {
        using var folder = SystemCall.OpenFolderOf(path);
        return new(CreateIn(folder, path), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>Creates a file (mode 0600) that must not exist yet.</summary>
    /// <exception cref="IOException">The name is taken, or the file cannot be created.</exception>
    public static FileStream CreateNew(string path)
    {
        using var folder = SystemCall.OpenFolderOf(path);
        return new(SystemCall.OpenIn(folder, path, Libc.WriteOnly | Libc.Create | Libc.Exclusive), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>Opens an existing regular file for writing from its beginning; otherwise as <see cref="Create"/>.</summary>
    /// <exception cref="IOException">The file can be neither opened nor created.</exception>
    public static FileStream CreateOrOpen(string path)
    {
        using var folder = SystemCall.OpenFolderOf(path);
        return new(TryOpenIn(folder, path) ?? CreateIn(folder, path), FileAccess.Write, bufferSize: 0);
    }

    /// <inheritdoc cref="Create"/>
    internal static SafeFileHandle CreateIn(SafeFileHandle folder, string path)
    {
        SystemCall.RemoveIn(folder, path);
        return SystemCall.OpenIn(folder, path, Libc.WriteOnly | Libc.Create | Libc.Exclusive);
    }

    /// <returns>Null if there is no regular file of this name.</returns>
    private static SafeFileHandle? TryOpenIn(SafeFileHandle folder, string path)
    {
        try
        {
            var opened = SystemCall.OpenIn(folder, path, Libc.WriteOnly | Libc.NonBlocking);
            if (IsRegular(opened))
            {
                return opened;
            }

            opened.Dispose();
            return null;
        }
        catch (IOException e) when (e.HResult is Libc.NoEntry or Libc.TooManyLinks or Libc.NoDevice)
        {
            return null;
        }
    }

    private static bool IsRegular(SafeFileHandle file) => FileStatus.Of(file) is { Kind: PlaceKind.File };
}
