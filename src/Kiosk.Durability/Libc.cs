using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>The C library's file calls, by their own names, for 64-bit Linux (<c>off_t</c> is a <see cref="long"/>). Each leaves errno behind.</summary>
internal static partial class Libc
{
    public const int ReadOnly = 0x0;
    public const int WriteOnly = 0x1;
    public const int ReadWrite = 0x2;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int Append = 0x400;
    public const int CloseOnExec = 0x80000;
    public const int WithoutWaiting = 0x800;
    public const int NoControllingTerminal = 0x100;

    /// <summary>A place in the file tree only, for which no right to read is needed.</summary>
    public const int PlaceOnly = 0x200000;

    public const int OfTheHandleItself = 0x1000;
    public const uint BasicStatus = 0x7FF;

    public const int SeekEnd = 2;
    public const int LockExclusive = 2;
    public const int LockWithoutWaiting = 4;
    public const int Unlock = 8;
    public const int AdviceDontNeed = 4;

    /// <summary>With id 0 the calling thread: Linux keeps the niceness by thread.</summary>
    public const int PriorityOfProcess = 0;

    public const int NoEntry = 2;
    public const int NoDevice = 6;
    public const int NoPermission = 13;
    public const int NotAFolder = 20;
    public const int IsAFolder = 21;
    public const int TooManyLinks = 40;
    public const int Interrupted = 4;
    public const int WouldBlock = 11;
    public const int Exists = 17;
    public const int InputOutput = 5;
    public const int NoSpace = 28;
    public const int ReadOnlyFileSystem = 30;
    public const int QuotaExceeded = 122;

    private const string Library = "libc";

    // These two differ between x86-64 and arm64.
    public static readonly int Folder = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x10000;
    public static readonly int NoLink = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    // The calls are looked up as the program itself would find them, so that a preloaded library (LD_PRELOAD) that makes them fail is found first:
    // asking libc by name would go past it, and the failure of fsync could never be tried out on the real program.
    static Libc() => NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) =>
        name == Library ? NativeLibrary.GetMainProgramHandle() : 0);

    // open(2) is variadic in C; on x86-64 and arm64 Linux the third argument travels as in a plain call.
    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle open(string path, int flags, uint mode);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle openat(SafeFileHandle dirfd, string path, int flags, uint mode);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int statx(SafeFileHandle dirfd, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint write(SafeFileHandle fd, ReadOnlySpan<byte> buffer, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fsync(SafeFileHandle fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fdatasync(SafeFileHandle fd);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ftruncate(SafeFileHandle fd, long length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial long lseek(SafeFileHandle fd, long offset, int whence);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int flock(SafeFileHandle fd, int operation);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int renameat(SafeFileHandle olddirfd, string from, SafeFileHandle newdirfd, string to);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int unlinkat(SafeFileHandle dirfd, string path, int flags);

    [LibraryImport(Library)]
    public static partial uint geteuid();

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mkdir(string path, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setpriority(int which, uint who, int priority);

    /// <returns>0 or the errno itself.</returns>
    [LibraryImport(Library)]
    public static partial int posix_fadvise(SafeFileHandle fd, long offset, long length, int advice);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint read(SafeFileHandle fd, ref byte buf, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int poll(ref PollDescriptor fds, ulong nfds, int timeout);

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public PollEvents Events;
        public PollEvents Answered;
    }
}
