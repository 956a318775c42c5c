namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>
/// A clock that moves only when a test advances it. Timers fire in order of due time, then of creation; during a callback
/// the clock shows the timer's due time. One tick of the timestamp is 100 ns. Safe for use from several threads.
/// </summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = start.ToUniversalTime();
    private long elapsed;
    private long timerCounter;

    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>The number of pending timers, which tells a test that the code under test has reached its delay.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (gate)
            {
                return timers.Count(timer => timer.DueAt is not null);
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return elapsed;
        }
    }

    /// <summary>Advances both clocks and fires timers that fall due, including those started by callbacks.</summary>
    public void Advance(TimeSpan span)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(span, TimeSpan.Zero);
        long target;
        lock (gate)
        {
            target = elapsed + span.Ticks;
        }

        while (NextDue(target) is { } due)
        {
            due.Fire();
        }
    }

    /// <summary>Sets the wall clock, as a correction would; the monotonic clock and timers are unaffected.</summary>
    public void SetUtcNow(DateTimeOffset instant)
    {
        lock (gate)
        {
            now = instant.ToUniversalTime();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private ManualTimer? NextDue(long target)
    {
        lock (gate)
        {
            var due = timers.Where(timer => timer.DueAt <= target).OrderBy(timer => timer.DueAt).ThenBy(timer => timer.Order).FirstOrDefault();
            MoveTo(Math.Max(elapsed, due?.DueAt ?? target));
            due?.Rearm();
            return due;
        }
    }

    private void MoveTo(long timestamp)
    {
        now += TimeSpan.FromTicks(timestamp - elapsed);
        elapsed = timestamp;
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period;
        private bool isDisposed;

        /// <summary>The timestamp at which it fires next; null if stopped.</summary>
        public long? DueAt { get; private set; }

        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool isDueNow;
            lock (clock.gate)
            {
                if (isDisposed)
                {
                    return false;
                }

                clock.timers.Remove(this);
                clock.timers.Add(this);
                this.period = period;
                Order = clock.timerCounter++;
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? null : clock.elapsed + dueTime.Ticks;
                isDueNow = dueTime == TimeSpan.Zero;
                if (isDueNow)
                {
                    Rearm();
                }
            }

            if (isDueNow)
            {
                // Like a real timer, never calls back from within Change.
                ThreadPool.QueueUserWorkItem(_ => Fire());
            }

            return true;
        }

        public void Rearm() => DueAt = period > TimeSpan.Zero && DueAt is { } due ? due + period.Ticks : null;

        public void Fire()
        {
            lock (clock.gate)
            {
                if (isDisposed)
                {
                    return;
                }
            }

            callback(state);
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                isDisposed = true;
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
