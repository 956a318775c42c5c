using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Registry;

/// <summary>The C library's calls that .NET hides or whose failure it swallows.</summary>
internal static partial class Libc
{
    public const int ReadOnly = 0x0;
    public const int WriteOnly = 0x1;
    public const int Create = 0x40;
    public const int Exclusive = 0x80;
    public const int NoControllingTerminal = 0x100;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;

    public const int EmptyPath = 0x1000;
    public const uint BasicStats = 0x7FF;
    public const ushort FileTypeMask = 0xF000;
    public const ushort RegularFile = 0x8000;
    public const ushort Folder = 0x4000;
    public const ushort Pipe = 0x1000;

    /// <summary>O_NOFOLLOW, one of the few that differ between processors.</summary>
    public static readonly int NoFollow = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 ? 0x8000 : 0x20000;

    private const string Library = "libc";

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle open(string path, int flags, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fsync(SafeFileHandle fd);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int statx(SafeFileHandle dirfd, string pathname, int flags, uint mask, out Statx statxbuf);

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

    /// <summary><c>struct statx</c>, which is laid out alike on every processor; only what is used here has a name.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public readonly struct Statx
    {
        [FieldOffset(28)]
        public readonly ushort Mode;

        [FieldOffset(40)]
        public readonly ulong Size;
    }
}

/// <summary>What a descriptor is polled for.</summary>
[Flags]
internal enum PollEvents : short
{
    None = 0,
    In = 0x1,
    Error = 0x8,
    HangUp = 0x10,
    Invalid = 0x20,
}
