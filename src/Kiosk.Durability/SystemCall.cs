using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>
/// System calls whose failures become <see cref="IOException"/>: call, path and errno in the message, errno in <see cref="Exception.HResult"/>.
/// A call interrupted by a signal (EINTR) is retried, except for the two syncs.
/// </summary>
internal static class SystemCall
{
    private const uint OwnerReadsAndWrites = 0b110_000_000;
    private const uint OwnerOnly = 0b111_000_000;

    public static SafeFileHandle Open(string path, int flags)
    {
        while (true)
        {
            var descriptor = Libc.open(path, flags | Libc.CloseOnExec, OwnerReadsAndWrites);
            if (!descriptor.IsInvalid)
            {
                return descriptor;
            }

            ThrowUnlessInterrupted("open", path, descriptor, isRead: (flags & (Libc.WriteOnly | Libc.ReadWrite | Libc.Directory)) == 0);
        }
    }

    /// <summary>Opens a file in an open folder. A symbolic link, or a pipe without a reader, is refused.</summary>
    /// <param name="path">Full path, for the message; its last part is the name in the folder.</param>
    public static SafeFileHandle OpenIn(SafeFileHandle folder, string path, int flags)
    {
        while (true)
        {
            var descriptor = Libc.openat(folder, Path.GetFileName(path), flags | Libc.NoFollow | Libc.CloseOnExec | Libc.NonBlocking, OwnerReadsAndWrites);
            if (!descriptor.IsInvalid)
            {
                return descriptor;
            }

            ThrowUnlessInterrupted("open", path, descriptor, isRead: (flags & (Libc.WriteOnly | Libc.ReadWrite | Libc.Directory)) == 0);
        }
    }

    public static SafeFileHandle OpenFolderOf(string path) => Open(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", Libc.ReadOnly | Libc.Directory);

    /// <summary>Unlinks a name, whatever it names except a folder. A missing name is not an error.</summary>
    public static void RemoveIn(SafeFileHandle folder, string path)
    {
        if (Libc.unlinkat(folder, Path.GetFileName(path), 0) != 0 && Marshal.GetLastPInvokeError() != Libc.NoEntry)
        {
            throw Failure("unlink", path);
        }
    }

    /// <summary>Writes all bytes; one call unless the kernel writes fewer.</summary>
    public static void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, string path)
    {
        while (!bytes.IsEmpty)
        {
            var written = Libc.write(file, bytes, (nuint)bytes.Length);
            if (written > 0)
            {
                bytes = bytes[(int)written..];
            }
            else if (written == 0)
            {
                throw new IOException($"write of {path} wrote none of {bytes.Length} bytes.");
            }
            else if (Marshal.GetLastPInvokeError() != Libc.Interrupted)
            {
                throw Failure("write", path);
            }
        }
    }

    /// <summary>Syncs content and metadata (fsync(2)), never retried: after a failure Linux marks the pages clean, so a second call would report success for lost bytes.</summary>
    public static void Sync(SafeFileHandle file, string path)
    {
        if (Libc.fsync(file) != 0)
        {
            throw Failure("fsync", path);
        }
    }

    /// <summary>Syncs the content and the metadata needed to read it back, the size included but not the time stamps (fdatasync(2)). Never retried, as <see cref="Sync"/>.</summary>
    public static void SyncContent(SafeFileHandle file, string path)
    {
        if (Libc.fdatasync(file) != 0)
        {
            throw Failure("fdatasync", path);
        }
    }

    public static void Truncate(SafeFileHandle file, long length, string path)
    {
        while (Libc.ftruncate(file, length) != 0)
        {
            ThrowUnlessInterrupted("ftruncate", path);
        }
    }

    public static long End(SafeFileHandle file, string path)
    {
        var length = Libc.lseek(file, 0, Libc.SeekEnd);
        return length >= 0 ? length : throw Failure("lseek", path);
    }

    /// <summary>Creates one folder (mode 0700). One that exists already is not an error.</summary>
    public static void CreateFolder(string path)
    {
        if (Libc.mkdir(path, OwnerOnly) != 0 && Marshal.GetLastPInvokeError() != Libc.Exists)
        {
            throw Failure("mkdir", path);
        }
    }

    /// <summary>Renames within a folder, replacing the target even if it is a symbolic link.</summary>
    public static void RenameIn(SafeFileHandle folder, string from, string to)
    {
        if (Libc.renameat(folder, Path.GetFileName(from), folder, Path.GetFileName(to)) != 0)
        {
            throw Failure("rename", to);
        }
    }

    /// <returns>False if the lock is held elsewhere.</returns>
    public static bool TryLock(SafeFileHandle file, string path) => TryLock(file, path, Libc.LockExclusive);

    /// <returns>False if somebody holds the lock for himself alone.</returns>
    public static bool TryShareLock(SafeFileHandle file, string path) => TryLock(file, path, Libc.LockShared);

    /// <summary>Best effort: closing the file would release the lock as well.</summary>
    public static void Unlock(SafeFileHandle file) => _ = Libc.flock(file, Libc.Unlock);

    private static bool TryLock(SafeFileHandle file, string path, int kind)
    {
        while (Libc.flock(file, kind | Libc.LockNonBlocking) != 0)
        {
            if (Marshal.GetLastPInvokeError() == Libc.WouldBlock)
            {
                return false;
            }

            ThrowUnlessInterrupted("flock", path);
        }

        return true;
    }

    private static void ThrowUnlessInterrupted(string call, string path)
    {
        if (Marshal.GetLastPInvokeError() != Libc.Interrupted)
        {
            throw Failure(call, path);
        }
    }

    private static void ThrowUnlessInterrupted(string call, string path, SafeFileHandle invalid, bool isRead)
    {
        var failure = Failure(call, path, isRead);
        invalid.Dispose();
        if (failure.HResult != Libc.Interrupted)
        {
            throw failure;
        }
    }

    private static IOException Failure(string call, string path, bool isRead = false)
    {
        var errno = Marshal.GetLastPInvokeError();
        return errno switch
        {
            Libc.TooManyLinks => new FileException(new($"{path} là một liên kết tượng trưng, và không có gì được ghi qua liên kết; hãy xóa liên kết đó.", $"{path} is a symbolic link, and nothing is written through one; remove it."), errno),
            Libc.NoPermission => new FileException(call == "mkdir" ? FolderOwner.Denied(path, "tạo", "make") : FolderOwner.Denied(path, "ghi", "write"), errno),
            Libc.IsAFolder => new FileException(new($"{path}: đây là thư mục, trong khi cần một tệp; hãy dời đi.", $"{path}: this is a folder, where a file belongs; take it away."), errno),
            Libc.NoDevice => new FileException(new($"{path}: đây là ống dẫn, socket hoặc thiết bị, trong khi cần một tệp; hãy dời đi.", $"{path}: this is a pipe, a socket or a device, where a file belongs; take it away."), errno),
            _ => (isRead ? DiskException.OfRead(errno, path) : DiskException.Of(errno, path)) ?? new IOException($"{call} of {path} failed: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno}).", errno),
        };
    }
}
