using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>Opens files in folders in which somebody else may have prepared something: a symbolic link, a device or a pipe is never taken for a file.</summary>
internal static class PlainFile
{
    /// <summary>Opens a regular file for reading, going down folder by folder. A link anywhere below the first folder, a device or a pipe is as good as no file.</summary>
    /// <param name="folder">Trusted as it is named.</param>
    /// <param name="path">Names of folders and, last, of the file; none of them with a slash.</param>
    /// <returns>Null when there is no such regular file.</returns>
    /// <exception cref="IOException">The system refuses for another reason.</exception>
    public static SafeFileHandle? Open(string folder, IReadOnlyList<string> path)
    {
        var at = SystemCall.Open(folder, Libc.ReadOnly | Libc.Folder);
        for (var i = 0; i < path.Count; i++)
        {
            // Without waiting: opening a pipe would wait for whoever writes to it.
            var flags = Libc.ReadOnly | Libc.NoLink | Libc.CloseOnExec | (i < path.Count - 1 ? Libc.Folder : Libc.WithoutWaiting);
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

    /// <summary>Opens one of the service's own files for reading. A link, a device or a pipe in its place is as good as no file, and cannot hold up whoever opens it.</summary>
    /// <returns>Null when there is no such regular file.</returns>
    /// <exception cref="UnauthorizedAccessException">This user may not read it.</exception>
    /// <exception cref="IOException">The system refuses for another reason.</exception>
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

    /// <summary>Creates a file (mode 0600) in the place of whatever bears its name, a folder excepted.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public static FileStream Create(string path)
    {
        using var folder = SystemCall.OpenFolderOf(path);
        return new(CreateIn(folder, path), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>Creates a file (mode 0600) where nothing bears its name.</summary>
    /// <exception cref="IOException">Something does, or it cannot be created.</exception>
    public static FileStream CreateNew(string path)
    {
        using var folder = SystemCall.OpenFolderOf(path);
        return new(SystemCall.OpenIn(folder, path, Libc.WriteOnly | Libc.Create | Libc.Exclusive), FileAccess.Write, bufferSize: 0);
    }

    /// <summary>The same as <see cref="Create"/>, or opens what is there where that is a file. Written to from its beginning.</summary>
    /// <exception cref="IOException">It can be neither opened nor created.</exception>
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

    /// <returns>Null where there is no regular file of this name.</returns>
    private static SafeFileHandle? TryOpenIn(SafeFileHandle folder, string path)
    {
        try
        {
            var opened = SystemCall.OpenIn(folder, path, Libc.WriteOnly | Libc.WithoutWaiting);
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
