using System.Runtime.InteropServices;

namespace Kiosk.Service.Time;

/// <summary>The kernel's clock discipline, <c>adjtimex(2)</c>.</summary>
internal static partial class KernelClock
{
    private const int STA_UNSYNC = 0x0040;
    private const int TIME_ERROR = 5;
    private const int CLOCK_REALTIME = 0;

    /// <summary>Whether a time daemon keeps the clock in step with network time. Read-only; needs no privilege.</summary>
    public static bool IsSynchronised()
    {
        var timex = default(Timex);
        var state = adjtimex(ref timex);
        return state is >= 0 and not TIME_ERROR && (timex.Status & STA_UNSYNC) == 0;
    }

    /// <summary>Sets the system clock, <c>clock_settime(2)</c>.</summary>
    /// <returns>False if the process lacks CAP_SYS_TIME.</returns>
    public static bool TrySet(DateTimeOffset instant)
    {
        var time = new Timespec { Seconds = (nint)instant.ToUnixTimeSeconds(), Nanoseconds = instant.Millisecond * 1_000_000 };
        return clock_settime(CLOCK_REALTIME, in time) == 0;
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int clock_settime(int clockId, in Timespec time);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int adjtimex(ref Timex buf);

    /// <summary><c>struct timex</c> up to the field that is read; the rest is padding, more than any architecture needs.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Timex
    {
        public uint Modes;
        public nint Offset;
        public nint Freq;
        public nint MaxError;
        public nint EstError;
        public int Status;
        public Room Rest;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    [System.Runtime.CompilerServices.InlineArray(32)]
    private struct Room
    {
        private long element;
    }
}
