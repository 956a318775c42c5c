namespace Kiosk.Trials.Fuzzing;

/// <summary>How long work takes, less what other programs keep from it: never more than the processor spends on this program meanwhile.</summary>
internal readonly struct Effort
{
    private readonly long begun;
    private readonly TimeSpan usedBefore;

    private Effort(long begun, TimeSpan usedBefore) => (this.begun, this.usedBefore) = (begun, usedBefore);

    public TimeSpan SoFar
    {
        get
        {
            var (passed, used) = (TimeProvider.System.GetElapsedTime(begun), Environment.CpuUsage.TotalTime - usedBefore);
            return passed < used ? passed : used;
        }
    }

    public static Effort Begin() => new(TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
}
