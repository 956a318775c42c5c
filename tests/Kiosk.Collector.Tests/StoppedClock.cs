namespace Kiosk.Collector.Tests;

/// <summary>A clock that stands still.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
