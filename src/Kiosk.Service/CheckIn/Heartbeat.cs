namespace Kiosk.Service.CheckIn;

/// <summary>
/// Tells a loop that works or waits from one that hangs. The check-in loop beats whenever it takes up or ends a tap; while it waits for a card it says so,
/// since waiting may last for hours.
/// </summary>
internal sealed class Heartbeat(TimeProvider time)
{
    /// <summary>No tap may take longer: the read's deadline, one retry, the journal and a wide margin.</summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(20);

    private long busySince;

    /// <summary>Whether the loop waits, or has been busy for a plausible time only.</summary>
    public bool IsAlive
    {
        get
        {
            var since = Volatile.Read(ref busySince);
            return since == 0 || time.GetElapsedTime(since) < MaxSilence;
        }
    }

    // A timestamp of zero would read as waiting.
    public void Busy() => Volatile.Write(ref busySince, Math.Max(1, time.GetTimestamp()));

    public void Waiting() => Volatile.Write(ref busySince, 0);
}
