using Kiosk.Verification.Time;

namespace Kiosk.Service.Time;

/// <summary>
/// Judges the wall clock of a machine that may have no battery for it. Safe to share between threads.
/// <list type="bullet">
/// <item>Time never runs behind the floor, which rises only by what vouches for an instant: network time, signed data, the build. A record written under another clock does not.</item>
/// <item>A jump is what the monotonic clock contradicts while the service runs. At start nothing contradicts: a terminal that was off for a week is honest about it, so a clock
/// beyond the floor is believed and only its trust is low, unless it is further beyond than any signed data may be old.</item>
/// <item>Jumps are measured from the first reading or the last attestation, not from the reading before: many small jumps make one large one.</item>
/// <item>An operator may vouch for the time of this run, until network time or newer signed data says otherwise.</item>
/// </list>
/// </summary>
internal sealed class ClockMonitor
{
    /// <summary>How long network time is vouched for after it was last seen.</summary>
    public static readonly TimeSpan AttestationLifetime = TimeSpan.FromHours(24);

    /// <summary>More than a wrong time zone or a day's mistake; less than what would matter to a certificate.</summary>
    public static readonly TimeSpan MaxJump = TimeSpan.FromHours(36);

    /// <summary>What network time may correct in steps, and how far two clocks that are both right may differ.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    /// <summary>How far beyond the floor a clock is believed that nothing confirms. No profile lets older revocation data count.</summary>
    public static readonly TimeSpan MaxUnconfirmedLead = TimeSpan.FromDays(366);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ClockSource source;
    private DateTimeOffset floor;
    private DateTimeOffset baseline;
    private long baselineTimestamp;
    private bool isAttested;
    private Acceptance? accepted;

    /// <param name="floor">The newest instant that is known to have passed: see <see cref="RaiseFloor"/> for more of them.</param>
    public ClockMonitor(TimeProvider time, ClockSource source, DateTimeOffset floor)
    {
        (this.time, this.source, this.floor) = (time, source, floor);
        StartFrom(time.GetUtcNow());
    }

    /// <summary>The instant that time cannot be behind.</summary>
    public DateTimeOffset Floor
    {
        get
        {
            lock (gate)
            {
                return CurrentFloor;
            }
        }
    }

    private DateTimeOffset CurrentFloor => accepted?.Instant ?? floor;

    /// <summary>Tells of an instant that has surely passed, by newly verified signed data or by network time on record, each less its tolerance. An older one changes nothing.</summary>
    public void RaiseFloor(DateTimeOffset instant)
    {
        lock (gate)
        {
            floor = instant > floor ? instant : floor;

            // Only what the operator could not know of yet outweighs the operator's word.
            accepted = floor > accepted?.Floor ? null : accepted;
        }
    }

    public ClockReading Read()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (source.IsSynchronised())
            {
                StartFrom(now);
                isAttested = true;
                if (FindFault(now) is ClockFault.None)
                {
                    (floor, accepted) = (now - Tolerance > floor ? now - Tolerance : floor, null);
                }
            }
            else if (IsBehind(Expected) && !IsBehind(now))
            {
                // A clock that was of no use was set: what it showed before contradicts nothing.
                StartFrom(now);
            }

            return new ClockReading(now, TrustIn(now), FindFault(now));
        }
    }

    /// <summary>An operator vouches for the time that the clock shows now.</summary>
    /// <returns>The reading from now on; still with its fault where the clock is behind the program's own making, which nobody can vouch for.</returns>
    public ClockReading Accept()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (now >= BuildInstant.Value)
            {
                StartFrom(now);
                accepted = new Acceptance(now, floor);
            }
        }

        return Read();
    }

    private void StartFrom(DateTimeOffset now) => (baseline, baselineTimestamp, isAttested) = (now, time.GetTimestamp(), false);

    private DateTimeOffset Expected => baseline + time.GetElapsedTime(baselineTimestamp);

    private bool IsBehind(DateTimeOffset instant) => instant < CurrentFloor;

    private ClockTrust TrustIn(DateTimeOffset now)
    {
        if ((now - Expected).Duration() > Tolerance)
        {
            return ClockTrust.FloorOnly;
        }

        return isAttested && time.GetElapsedTime(baselineTimestamp) <= AttestationLifetime ? ClockTrust.Attested
            : source.HasRealTimeClock || accepted is not null ? ClockTrust.Rtc
            : ClockTrust.FloorOnly;
    }

    /// <summary>Network time can be forged, the floor cannot: it is asked first.</summary>
    private ClockFault FindFault(DateTimeOffset now)
    {
        if (IsBehind(now) || now < Expected - Tolerance)
        {
            return ClockFault.Behind;
        }

        var isFarAhead = accepted is null && TrustIn(now) is ClockTrust.FloorOnly && now - floor > MaxUnconfirmedLead;
        return isFarAhead || now - Expected > MaxJump ? ClockFault.Jumped : ClockFault.None;
    }

    /// <summary>What an operator vouched for, and the floor that was known at the time.</summary>
    private sealed record Acceptance(DateTimeOffset Instant, DateTimeOffset Floor);
}
