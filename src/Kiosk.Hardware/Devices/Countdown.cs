namespace Kiosk.Hardware.Devices;

/// <summary>
/// A timer that is never early: neither by the grain of the system's timers, nor because a tick was on its way already when the timer was started anew. For use under its owner's lock.
/// </summary>
/// <param name="onTick">Called without any lock; has to ask <see cref="IsOver"/>.</param>
internal sealed class Countdown(TimeProvider time, Action onTick) : IDisposable
{
    private readonly ITimer timer = time.CreateTimer(_ => onTick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    private long since;
    private TimeSpan? length;

    /// <summary>From now on; what was running before no longer counts.</summary>
    public void Start(TimeSpan span)
    {
        (since, length) = (time.GetTimestamp(), span);
        timer.Change(span, Timeout.InfiniteTimeSpan);
    }

    public void Stop()
    {
        length = null;
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <returns>True once; a tick that comes too early is arranged anew.</returns>
    public bool IsOver()
    {
        if (length is not { } whole)
        {
            return false;
        }

        var rest = whole - time.GetElapsedTime(since);
        if (rest > TimeSpan.Zero)
        {
            // Timers count whole milliseconds.
            timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            return false;
        }

        length = null;
        return true;
    }

    public void Dispose() => timer.Dispose();
}
