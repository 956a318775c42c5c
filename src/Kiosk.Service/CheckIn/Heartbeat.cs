namespace Kiosk.Service.CheckIn;

/// <summary>
/// Liveness of the check-in loop, for the watchdog. The loop reports when it starts on a tap and when it waits for the next card; waiting may last for hours, so only a
/// loop that stays busy counts as hung.
/// </summary>
internal sealed class Heartbeat(TimeProvider time)
{
    /// <summary>Longer than any tap: the read deadline, one retry, the journal write, and a wide margin.</summary>
    public static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(20);

    private long busySince;

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
    public void Busy() => Volatile.Write(ref busySince, Math.Max(1, time.GetTimestamp()));

    public void Waiting() => Volatile.Write(ref busySince, 0);
}
