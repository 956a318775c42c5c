using Kiosk.Durability;

namespace Kiosk.Service.Time;

/// <summary>The kernel's clock discipline, <c>adjtimex(2)</c>.</summary>
internal static class KernelClock
{
    private const int STA_UNSYNC = 0x0040;
    private const int TIME_ERROR = 5;
    private const int CLOCK_REALTIME = 0;

    /// <summary>Whether a time daemon keeps the clock in step with network time. Read-only; needs no privilege.</summary>
    public static bool IsSynchronised()
    {
        var timex = default(Libc.Timex);
        var state = Libc.adjtimex(ref timex);
        return state is >= 0 and not TIME_ERROR && (timex.Status & STA_UNSYNC) == 0;
    }

    /// <summary>Sets the system clock, <c>clock_settime(2)</c>.</summary>
    /// <returns>False if the process lacks CAP_SYS_TIME.</returns>
    public static bool TrySet(DateTimeOffset instant)
    {
        var time = new Libc.Timespec { Seconds = (nint)instant.ToUnixTimeSeconds(), Nanoseconds = instant.Millisecond * 1_000_000 };
        return Libc.clock_settime(CLOCK_REALTIME, in time) == 0;
    }
}
