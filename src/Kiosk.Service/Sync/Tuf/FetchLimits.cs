namespace Kiosk.Service.Sync.Tuf;

/// <summary>Time limits for a server. The defaults allow a 1 kB/s link and abort a server that trickles bytes to keep a terminal busy.</summary>
/// <param name="HeadTimeout">Time until the response headers, redirects included.</param>
/// <param name="SilenceTimeout">Maximum time between two pieces of a body.</param>
/// <param name="Window">The period over which the minimum speed is measured, and the base time allowed for every body.</param>
/// <param name="MinBytesPerSecond">Minimum speed, in each window and overall.</param>
internal sealed record FetchLimits(TimeSpan HeadTimeout, TimeSpan SilenceTimeout, TimeSpan Window, int MinBytesPerSecond)
{
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(7);

    public static FetchLimits Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), 512);

    /// <summary>Maximum time for a body of this length.</summary>
    /// <param name="length">In bytes.</param>
    public TimeSpan TimeoutOf(long length) => Window + TimeSpan.FromSeconds(double.Min((double)length / MinBytesPerSecond, MaxTimeout.TotalSeconds));
}
