using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Indicators;

/// <summary>A clock whose timers can also tick when a test says so: as one that was on its way to its callback while the timer was started anew.</summary>
internal sealed class StrayTicks(ManualTimeProvider clock) : TimeProvider
{
    private Action tick = () => { };

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        tick = () => callback(state);
        return clock.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>Of the timer that was made last.</summary>
    public void Tick() => tick();
}
