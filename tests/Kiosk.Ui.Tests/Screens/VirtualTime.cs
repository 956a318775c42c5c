namespace Kiosk.Ui.Tests.Screens;

/// <summary>A clock that moves only when advanced, firing timers on the way.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly List<VirtualTimer> timers = [];
    private readonly Lock gate = new();
    private TimeSpan elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return elapsed.Ticks;
        }
    }

    public void Advance(TimeSpan step)
    {
        VirtualTimer[] due;
        lock (gate)
        {
            elapsed += step;
            due = [.. timers.Where(timer => timer.Due <= elapsed)];
            Array.ForEach(due, timer => timer.Due = TimeSpan.MaxValue);
        }

        Array.ForEach(due, timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (gate)
        {
            timers.Add(timer);
        }

        return timer;
    }

    private sealed class VirtualTimer(VirtualTime time, Action fire) : ITimer
    {
        public TimeSpan Due { get; set; } = TimeSpan.MaxValue;

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                Due = dueTime == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : time.elapsed + dueTime;
            }

            return true;
        }

        public void Dispose() => Due = TimeSpan.MaxValue;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
