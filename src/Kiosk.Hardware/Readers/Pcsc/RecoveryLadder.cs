namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>
/// The state of recovery. This process powers off the card and takes new contexts after every fault, then reports
/// the reader as out of order and retries on a schedule. Restarting the daemon, switching USB power and raising an alarm are left to the system.
/// Taps are still tried while out of order: one good answer ends it.
/// </summary>
internal sealed class RecoveryLadder(PcscReaderOptions options, TimeProvider time)
{
    private const int MaxHungThreads = 2;

    private readonly Lock gate = new();
    private readonly List<PcscCardThread> threads = [];
    private int faults;
    private long lastTry = time.GetTimestamp();

    public bool IsOutOfOrder
    {
        get
        {
            lock (gate)
            {
                return faults >= options.FaultsBeforeOutOfOrder || HungThreads().Exists(t => t.AbandonedFor >= options.HangBeforeOutOfOrder);
            }
        }
    }

    public bool HasHungCall
    {
        get
        {
            lock (gate)
            {
                return HungThreads().Count > 0;
            }
        }
    }

    public void Succeeded()
    {
        if (Volatile.Read(ref faults) > 0)
        {
            Recovered();
        }
    }

    /// <summary>The daemon or the reader came back: resets the counts.</summary>
    public void Recovered()
    {
        lock (gate)
        {
            faults = 0;
        }
    }

    public void Faulted()
    {
        lock (gate)
        {
            faults++;
            lastTry = time.GetTimestamp();
        }
    }

    /// <summary>Tracks a card thread until it has ended.</summary>
    public void Watch(PcscCardThread thread)
    {
        lock (gate)
        {
            threads.Add(thread);
        }
    }

    /// <summary>Whether another thread may be started: at most two may hang, then one more per scheduled retry.</summary>
    public bool MayRiskThread()
    {
        lock (gate)
        {
            return HungThreads().Count < MaxHungThreads || IsRetryDue();
        }
    }

    /// <summary>Whether the reader is out of order and a retry with new contexts is due. True once per period.</summary>
    public bool TakeRetry()
    {
        if (!IsOutOfOrder)
        {
            return false;
        }

        lock (gate)
        {
            return IsRetryDue();
        }
    }

    private bool IsRetryDue()
    {
        if (time.GetElapsedTime(lastTry) < options.OutOfOrderRetry)
        {
            return false;
        }

        lastTry = time.GetTimestamp();
        return true;
    }

    private List<PcscCardThread> HungThreads()
    {
        threads.RemoveAll(t => t.HasEnded);
        return threads.FindAll(t => t.IsHung);
    }
}
