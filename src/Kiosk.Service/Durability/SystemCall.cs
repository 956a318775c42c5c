using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Service.Durability;

/// <summary>
/// The system calls with their failures turned into <see cref="IOException"/>: call, path and errno in the message, errno in <see cref="Exception.HResult"/>.
/// A call that a signal interrupted before it did anything (EINTR) is made again, except for the two syncs.
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

            var failure = Failure("open", path);
            descriptor.Dispose();
            if (failure.HResult != Libc.Interrupted)
            {
                throw failure;
            }
        }
    }

    /// <summary>Writes everything, in one call unless the system takes less.</summary>
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
                throw new IOException($"write of {path} took none of {bytes.Length} bytes.");
            }
            else if (Marshal.GetLastPInvokeError() != Libc.Interrupted)
            {
                throw Failure("write", path);
            }
        }
    }

    /// <summary>Syncs content and metadata, once. After a failure Linux calls the pages clean, so a second call would report success for lost bytes.</summary>
    public static void Sync(SafeFileHandle file, string path)
    {
        if (Libc.fsync(file) != 0)
        {
            throw Failure("fsync", path);
        }
    }

    /// <summary>Syncs content and what is needed to read it back, the file's size included (fdatasync(2)); not the time stamps. Once, as <see cref="Sync"/>.</summary>
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

    /// <summary>Creates one folder (mode 0700); that somebody else just did is as good.</summary>
    public static void CreateFolder(string path)
    {
        if (Libc.mkdir(path, OwnerOnly) != 0 && Marshal.GetLastPInvokeError() != Libc.Exists)
        {
            throw Failure("mkdir", path);
        }
    }

    public static void Rename(string from, string to)
    {
        if (Libc.rename(from, to) != 0)
        {
            throw Failure("rename", to);
        }
    }

    /// <returns>False when somebody else holds the lock.</returns>
    public static bool TryLock(SafeFileHandle file, string path)
    {
        while (Libc.flock(file, Libc.LockExclusive | Libc.LockWithoutWaiting) != 0)
        {
            if (Marshal.GetLastPInvokeError() == Libc.WouldBlock)
            {
                return false;
            }

            ThrowUnlessInterrupted("flock", path);
        }

        return true;
    }

    /// <summary>Closing the file would do the same: whether this succeeds is of no consequence.</summary>
    public static void Unlock(SafeFileHandle file) => _ = Libc.flock(file, Libc.Unlock);

    private static void ThrowUnlessInterrupted(string call, string path)
    {
        if (Marshal.GetLastPInvokeError() != Libc.Interrupted)
        {
            throw Failure(call, path);
        }
    }

    private static IOException Failure(string call, string path)
    {
        var errno = Marshal.GetLastPInvokeError();
        return new($"{call} of {path} failed: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno}).", errno);
    }
}
