namespace Kiosk.Service.Time;

/// <summary>What the machine reports about its clock.</summary>
/// <param name="IsSynchronised">Whether network time currently disciplines the kernel's clock.</param>
/// <param name="HasRealTimeClock">
/// Whether the clock was set from a battery-backed one at boot. A battery-backed clock that lost power shows a time long past, which is before the floor.
/// </param>
internal sealed record ClockSource(Func<bool> IsSynchronised, bool HasRealTimeClock)
{
    /// <summary>The kernel sets this to 1 for the clock that it read the time from at boot.</summary>
    private const string SetFromRealTimeClock = "/sys/class/rtc/rtc0/hctosys";

    /// <summary>This machine's clock source.</summary>
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
