using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>The C library's calls under their own names, for every project that may see this one; the hardware, which may not, keeps a table of its own for device nodes. For 64-bit Linux (<c>off_t</c> is a <see cref="long"/>). Each sets errno unless noted.</summary>
internal static partial class Libc
{
    public const int ReadOnly = 0x0;
    public const int WriteOnly = 0x1;
    public const int ReadWrite = 0x2;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int Append = 0x400;
    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;
    public const int NoControllingTerminal = 0x100;

    /// <summary>O_PATH: a location only; needs no read permission on the file.</summary>
    public const int PathOnly = 0x200000;

    public const int EmptyPath = 0x1000;
    public const uint BasicStatus = 0x7FF;

    public const int SeekEnd = 2;
    public const int LockShared = 1;
    public const int LockExclusive = 2;
    public const int LockNonBlocking = 4;
    public const int Unlock = 8;
    public const int AdviceDontNeed = 4;
    public const int GetDescriptorFlags = 1;
    public const int ClosedOnExec = 1;
    public const int MayWrite = 2;
    public const int GetWindowSize = 0x5413;

    /// <summary>PRIO_PROCESS. With id 0 it means the calling thread: Linux keeps niceness per thread.</summary>
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
    public const int NoReader = 32;
    public const int QuotaExceeded = 122;

    private const string Library = "libc";

    // The values differ between x86-64 and arm64.
    public static readonly int Directory = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x4000 : 0x10000;
    public static readonly int NoFollow = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    // Resolves the calls through the main program, so that a preloaded library (LD_PRELOAD) can make them fail: resolving in libc itself
    // would bypass it, and a failing fsync could not be tested on the real program.
    static Libc() => NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) =>
        name == Library ? NativeLibrary.GetMainProgramHandle() : 0);

    // open(2) is variadic in C; on x86-64 and arm64 Linux the third argument is passed as in a fixed-arity call.
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

    // Variadic like open(2).
    [LibraryImport(Library, SetLastError = true)]
    public static partial int ioctl(SafeFileHandle fd, nuint request, ref WindowSize argp);

    // Variadic; commands that only read flags take no third argument.
    [LibraryImport(Library, SetLastError = true)]
    public static partial int fcntl(int fd, int cmd);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int access(string path, int mode);

    [LibraryImport(Library)]
    public static partial uint geteuid();

    // Not thread-safe against readers of the environment.
    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int setenv(string name, string value, int overwrite);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mkdir(string path, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setpriority(int which, uint who, int priority);

    /// <returns>0, or the error number; errno is not set.</returns>
    [LibraryImport(Library)]
    public static partial int posix_fadvise(SafeFileHandle fd, long offset, long length, int advice);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint read(SafeFileHandle fd, ref byte buf, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int poll(ref PollDescriptor fds, ulong nfds, int timeout);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int prctl(int option, nuint arg2, nuint arg3, nuint arg4, nuint arg5);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setrlimit(int resource, in Rlimit rlim);

    /// <returns>1, or 0 if it is not known.</returns>
    [LibraryImport(Library)]
    public static partial int mallopt(int param, int value);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int clock_settime(int clockId, in Timespec time);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int adjtimex(ref Timex buf);

    /// <summary><c>struct rlimit</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Rlimit
    {
        public nuint Soft;
        public nuint Hard;
    }

    /// <summary><c>struct timespec</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    /// <summary><c>struct timex</c> up to the field that is read; the rest is padding, more than any architecture needs.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Timex
    {
        public uint Modes;
        public nint Offset;
        public nint Freq;
        public nint MaxError;
        public nint EstError;
        public int Status;
        public Room Rest;
    }

    [System.Runtime.CompilerServices.InlineArray(32)]
    public struct Room
    {
        private long element;
    }

    /// <summary><c>struct winsize</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }

    /// <summary><c>struct pollfd</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public PollEvents Events;
        public PollEvents Answered;
    }
}
