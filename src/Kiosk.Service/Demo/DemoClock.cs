using Kiosk.Service.Page;
using Kiosk.Service.Time;

namespace Kiosk.Service.Demo;

/// <summary>A wall clock that can be set wrong. Only the date and time are simulated; durations and timers are the machine's.</summary>
internal sealed class DemoClock(TimeProvider machine) : TimeProvider
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(3);

    private volatile SimulatedClock setting;

    public SimulatedClock Setting
    {
        get => setting;
        set => setting = value;
    }

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    /// <summary>Confirmed by network time only while it is correct.</summary>
    public ClockSource Source
    {
        get
        {
            var source = ClockSource.OfMachine();
            return source with { IsSynchronised = () => Setting is SimulatedClock.Right && source.IsSynchronised() };
        }
    }

    public override DateTimeOffset GetUtcNow() => Setting switch
    {
        SimulatedClock.Behind => DateTimeOffset.UnixEpoch + machine.GetUtcNow().TimeOfDay,
        SimulatedClock.Ahead => machine.GetUtcNow() + Ahead,
        _ => machine.GetUtcNow(),
    };

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => machine.CreateTimer(callback, state, dueTime, period);
}
