namespace Kiosk.Service.Time;

/// <summary>What the machine itself says about its clock.</summary>
/// <param name="IsSynchronised">Whether the kernel's clock is disciplined by network time at this moment.</param>
/// <param name="HasRealTimeClock">
/// Whether the clock was set from a battery-backed one at boot. One that lost its power shows a time long past, which is behind the floor.
/// </param>
internal sealed record ClockSource(Func<bool> IsSynchronised, bool HasRealTimeClock)
{
    /// <summary>The kernel sets this to 1 on the clock from which it took the time at boot.</summary>
    private const string SetFromRealTimeClock = "/sys/class/rtc/rtc0/hctosys";

    /// <summary>This machine's.</summary>
    public static ClockSource OfMachine() => new(KernelClock.IsSynchronised, ReadsOne(SetFromRealTimeClock));

    private static bool ReadsOne(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim() == "1";
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
