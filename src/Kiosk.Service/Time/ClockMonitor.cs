using Kiosk.Verification.Time;

namespace Kiosk.Service.Time;

/// <summary>
/// Judges the wall clock of a machine that may have no battery for it. Safe to share between threads.
/// <list type="bullet">
/// <item>Time never runs behind the floor, which only rises.</item>
/// <item>A forward jump is what the monotonic clock contradicts while the service runs. At start nothing contradicts: a terminal that was off for a week is honest
/// about it, so a clock far beyond the floor is believed and only its trust is low.</item>
/// <item>Jumps are measured from the first reading or the last attestation, not from the reading before: many small jumps make one large one.</item>
/// </list>
/// </summary>
internal sealed class ClockMonitor
{
    /// <summary>How long network time is vouched for after it was last seen.</summary>
    public static readonly TimeSpan AttestationLifetime = TimeSpan.FromHours(24);

    /// <summary>More than a wrong time zone or a day's mistake; less than what would matter to a certificate.</summary>
    public static readonly TimeSpan GreatestJump = TimeSpan.FromHours(36);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ClockSource source;
    private DateTimeOffset floor;
    private DateTimeOffset baseline;
    private long baselineTimestamp;
    private bool isAttested;

    /// <param name="floor">The newest instant that is known to have passed: see <see cref="RaiseFloor"/> for more of them.</param>
    public ClockMonitor(TimeProvider time, ClockSource source, DateTimeOffset floor)
    {
        (this.time, this.source, this.floor) = (time, source, floor);
        (baseline, baselineTimestamp) = (time.GetUtcNow(), time.GetTimestamp());
    }

    /// <summary>The instant that time cannot be behind.</summary>
    public DateTimeOffset Floor
    {
        get
        {
            lock (gate)
            {
                return floor;
            }
        }
    }

    /// <summary>Tells of an instant that has surely passed: of the last journal record, or of newly verified signed metadata. An older one changes nothing.</summary>
    public void RaiseFloor(DateTimeOffset instant)
    {
        lock (gate)
        {
            floor = instant > floor ? instant : floor;
        }
    }

    public ClockReading Read()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (source.IsSynchronised())
            {
                (baseline, baselineTimestamp, isAttested) = (now, time.GetTimestamp(), true);
            }

            return new ClockReading(now, Trust(), FindFault(now));
        }
    }

    private ClockTrust Trust()
    {
        if (isAttested && time.GetElapsedTime(baselineTimestamp) <= AttestationLifetime)
        {
            return ClockTrust.Attested;
        }

        return source.HasRealTimeClock ? ClockTrust.Rtc : ClockTrust.FloorOnly;
    }

    /// <summary>Network time can be forged, the floor cannot: it is asked first.</summary>
    private ClockFault FindFault(DateTimeOffset now)
    {
        if (now < floor)
        {
            return ClockFault.Behind;
        }

        return now - (baseline + time.GetElapsedTime(baselineTimestamp)) > GreatestJump ? ClockFault.Jumped : ClockFault.None;
    }
}
