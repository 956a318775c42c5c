namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>A thread's queue of work. Waiting uses the given clock.</summary>
internal sealed class TurnQueue<T> : IDisposable
{
    // Not a Lock, because Monitor.Wait is used.
    private readonly object gate = new();
    private readonly Queue<T> turns = new();
    private readonly ITimer timer;
    private bool isOver;
    private bool isClosed;

    public TurnQueue(TimeProvider time) => timer = time.CreateTimer(_ => End(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <returns>False once it is closed.</returns>
    public bool TryAdd(T turn)
    {
        lock (gate)
        {
            if (!isClosed)
            {
                turns.Enqueue(turn);
                Monitor.PulseAll(gate);
            }

            return !isClosed;
        }
    }

    /// <summary>Waits for a turn, the timeout or the queue's closing; a closed queue still returns its remaining turns.</summary>
    public bool TryTake(TimeSpan timeout, out T? turn)
    {
        lock (gate)
        {
            isOver = timeout <= TimeSpan.Zero;
            if (turns.Count == 0 && !isOver && !isClosed)
            {
                timer.Change(timeout, Timeout.InfiniteTimeSpan);
                while (turns.Count == 0 && !isOver && !isClosed)
                {
                    Monitor.Wait(gate);
                }

                timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            return turns.TryDequeue(out turn);
        }
    }

    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }
    }

    public void Dispose() => timer.Dispose();

    private void End()
    {
        lock (gate)
        {
            isOver = true;
            Monitor.PulseAll(gate);
        }
    }
}
