namespace Kiosk.Hardware.Devices;

/// <summary>
/// A timer that never fires early: neither because of the system timer's resolution, nor because of a tick already under way when it was restarted. Use it under its owner's lock.
/// </summary>
/// <param name="onTick">Called without a lock held; must check <see cref="IsOver"/>.</param>
internal sealed class Countdown(TimeProvider time, Action onTick) : IDisposable
{
    private readonly ITimer timer = time.CreateTimer(_ => onTick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    private long since;
    private TimeSpan? length;

    /// <summary>Starts from now, replacing what was running.</summary>
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

    /// <returns>True once; a tick that comes too early is rescheduled.</returns>
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
