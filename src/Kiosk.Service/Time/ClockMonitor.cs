using Kiosk.Verification.Time;

namespace Kiosk.Service.Time;

/// <summary>
/// Judges the wall clock of a machine that may have no battery-backed one. Thread-safe.
/// <list type="bullet">
/// <item>Time is never before the floor. Only evidence of an instant raises the floor: network time, signed data, the build. A record written under an unconfirmed clock does not.</item>
/// <item>While the service runs, a jump is a difference from the monotonic clock. At start there is nothing to compare with: a terminal may have been off for a week, so a clock
/// beyond the floor is believed with low trust, unless it is further beyond than signed data may be old.</item>
/// <item>Jumps are measured from the first reading or the last attestation, not from the previous reading, so that many small jumps add up to a large one.</item>
/// <item>An operator may accept the time for this run, until network time or newer signed data contradicts it.</item>
/// </list>
/// </summary>
internal sealed class ClockMonitor
{
    /// <summary>How long network time remains attested after it was last seen.</summary>
    public static readonly TimeSpan AttestationLifetime = TimeSpan.FromHours(24);

    /// <summary>More than a wrong time zone or an error of a day; less than would matter to a certificate.</summary>
    public static readonly TimeSpan MaxJump = TimeSpan.FromHours(36);

    /// <summary>Largest step by which network time may correct the clock, and largest difference between two correct clocks.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    /// <summary>How far beyond the floor an unconfirmed clock is believed. No profile accepts revocation data older than this.</summary>
    public static readonly TimeSpan MaxUnconfirmedLead = TimeSpan.FromDays(366);

    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly ClockSource source;
    private DateTimeOffset floor;
    private DateTimeOffset baseline;
    private long baselineTimestamp;
    private bool isAttested;
    private Acceptance? accepted;

    /// <param name="floor">The latest instant known to have passed; see <see cref="RaiseFloor"/> for later ones.</param>
    public ClockMonitor(TimeProvider time, ClockSource source, DateTimeOffset floor)
    {
        (this.time, this.source, this.floor) = (time, source, floor);
        StartFrom(time.GetUtcNow());
    }

    /// <summary>The instant that the current time cannot precede.</summary>
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

    /// <summary>Raises the floor to an instant that has certainly passed, from newly verified signed data or recorded network time, less the tolerance of each. An earlier one changes nothing.</summary>
    public void RaiseFloor(DateTimeOffset instant)
    {
        lock (gate)
        {
            floor = instant > floor ? instant : floor;

            // Only evidence newer than the operator's acceptance overrides it.
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
                // An unusable clock was set: the earlier reading contradicts nothing.
                StartFrom(now);
            }

            return new ClockReading(now, TrustIn(now), FindFault(now));
        }
    }

    /// <summary>Accepts the time that the clock shows now on an operator's word.</summary>
    /// <returns>The reading from now on; it keeps its fault if the clock is behind the build time, which nobody can vouch for.</returns>
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

    /// <summary>Checks the floor first, because network time can be forged and the floor cannot.</summary>
    private ClockFault FindFault(DateTimeOffset now)
    {
        if (IsBehind(now) || now < Expected - Tolerance)
        {
            return ClockFault.Behind;
        }

        var isFarAhead = accepted is null && TrustIn(now) is ClockTrust.FloorOnly && now - floor > MaxUnconfirmedLead;
        return isFarAhead || now - Expected > MaxJump ? ClockFault.Jumped : ClockFault.None;
    }

    /// <summary>The time that an operator accepted, and the floor as it was then.</summary>
    private sealed record Acceptance(DateTimeOffset Instant, DateTimeOffset Floor);
}
