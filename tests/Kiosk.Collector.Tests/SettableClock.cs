namespace Kiosk.Collector.Tests;

/// <summary>Shows what the test says; its timers are the machine's.</summary>
internal sealed class SettableClock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
