namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>
/// How far recovery has come. The rungs this process climbs by itself: power off the card and take new contexts (after every fault), then report
/// the reader out of order and try again on a schedule. Restarting the daemon, cutting the reader's USB power and the alarm are the system's.
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

    /// <summary>The daemon or the reader came back: what was counted against it is past.</summary>
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

    /// <summary>Keeps an eye on a card thread until it has ended.</summary>
    public void Watch(PcscCardThread thread)
    {
        lock (gate)
        {
            threads.Add(thread);
        }
    }

    /// <summary>Whether another thread may be risked: no more than two may hang, and then one more each time the schedule says so.</summary>
    public bool MayRiskThread()
    {
        lock (gate)
        {
            return HungThreads().Count < MaxHungThreads || IsRetryDue();
        }
    }

    /// <summary>Whether the reader is out of order and the schedule asks for new contexts now. True once per period.</summary>
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
