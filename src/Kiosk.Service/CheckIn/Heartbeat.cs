namespace Kiosk.Service.CheckIn;

/// <summary>
/// Liveness of the check-in loop, for the watchdog. The loop reports when it starts on a tap and when it waits for the next card; waiting may last for hours, so only a
/// loop that stays busy counts as hung.
/// </summary>
internal sealed class Heartbeat(TimeProvider time)
{
    /// <summary>Longer than any tap: the read deadline, one retry, the journal write, and a wide margin.</summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(20);

    /// <summary>However long a card takes, what waits for it goes on after that.</summary>
    private static readonly TimeSpan MaxYield = TimeSpan.FromSeconds(1);

    private long busySince;
    private TaskCompletionSource? answered;

    /// <summary>True while the loop waits for a card, or has been busy for less than <see cref="MaxSilence"/>.</summary>
    public bool IsAlive
    {
        get
        {
            var since = Volatile.Read(ref busySince);
            return since == 0 || time.GetElapsedTime(since) < MaxSilence;
        }
    }

    // Zero means waiting.
    public void Busy()
    {
        Volatile.Write(ref busySince, Math.Max(1, time.GetTimestamp()));
        Volatile.Write(ref answered, new(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    public void Waiting()
    {
        Volatile.Write(ref busySince, 0);
        Interlocked.Exchange(ref answered, null)?.SetResult();
    }

    /// <summary>Lets a tap go first: ends once the card on the reader has its answer, at once where there is none.</summary>
    public async Task YieldAsync(CancellationToken cancellationToken)
    {
        if (Tap is { Task: var tap, Left: var left })
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(tap, Task.Delay(left, time, either.Token));
            await either.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The same for work on a thread of its own.</summary>
    public void Yield()
    {
        if (Tap is { Task: IAsyncResult tap, Left: var left })
        {
            tap.AsyncWaitHandle.WaitOne(left);
        }
    }

    // The tap to be let go first, and for how much longer; null for none.
    private (Task Task, TimeSpan Left)? Tap =>
        Volatile.Read(ref answered) is { Task: var tap } && MaxYield - time.GetElapsedTime(Volatile.Read(ref busySince)) is { Ticks: > 0 } left ? (tap, left) : null;
}
