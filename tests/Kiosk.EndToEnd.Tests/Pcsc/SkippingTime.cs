namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>The system's time, of which a test may skip a part instead of waiting for it.</summary>
internal sealed class SkippingTime : TimeProvider
{
    private long skipped;

    public void Skip(TimeSpan span) => Interlocked.Add(ref skipped, (long)(span.TotalSeconds * TimestampFrequency));

    public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref skipped);
}
