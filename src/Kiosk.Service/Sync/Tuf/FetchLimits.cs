namespace Kiosk.Service.Sync.Tuf;

/// <summary>How long a server may take. The defaults let a line of 1 kB/s through and give up a server that drips bytes to keep a terminal busy.</summary>
/// <param name="HeadTimeout">Until the answer's head is there, redirects included.</param>
/// <param name="SilenceTimeout">Between two pieces of a body.</param>
/// <param name="Window">Each of these must bring its share of bytes; what every body may take whatever its length.</param>
/// <param name="MinBytesPerSecond">The least speed, in each window and over all.</param>
internal sealed record FetchLimits(TimeSpan HeadTimeout, TimeSpan SilenceTimeout, TimeSpan Window, int MinBytesPerSecond)
{
    private static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(7);

    public static FetchLimits Default { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), 512);

    /// <summary>How long a body of this length may take at the most.</summary>
    /// <param name="length">In bytes.</param>
    public TimeSpan TimeoutOf(long length) => Window + TimeSpan.FromSeconds(double.Min((double)length / MinBytesPerSecond, MaxTimeout.TotalSeconds));
}
