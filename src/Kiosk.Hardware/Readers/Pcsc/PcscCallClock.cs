using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>
/// Watches over the calls that a card thread makes. A timer for each call would wake another thread for each; one that looks every tenth of a second as
/// long as a turn lasts costs the card nothing, and a hung call that much more than its deadline.
/// </summary>
internal sealed class PcscCallClock : IDisposable
{
    private static readonly TimeSpan MaxInterval = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider time;
    private readonly Action<string> overstayed;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private string name = "";
    private TimeSpan deadline;
    private long begun;
    private bool isRunning;

    /// <param name="overstayed">Called from another thread with a sentence naming the call that did not return.</param>
    public PcscCallClock(TimeProvider time, Action<string> overstayed)
    {
        (this.time, this.overstayed) = (time, overstayed);
        timer = time.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void BeginTurn() => timer.Change(MaxInterval, MaxInterval);

    public void EndTurn() => timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void BeginCall(string call, TimeSpan limit)
    {
        lock (gate)
        {
            (name, deadline, begun, isRunning) = (call, limit, time.GetTimestamp(), true);
        }
    }

    /// <exception cref="CardTimeoutException">The call was given up before it returned.</exception>
    public void EndCall()
    {
        lock (gate)
        {
            if (!isRunning)
            {
                throw new CardTimeoutException(Sentence);
            }

            isRunning = false;
        }
    }

    public void Dispose() => timer.Dispose();

    private string Sentence => $"{name} did not return within {deadline.TotalMilliseconds:F0} ms.";

    private void Look()
    {
        lock (gate)
        {
            if (!isRunning || time.GetElapsedTime(begun) < deadline)
            {
                return;
            }

            isRunning = false;
        }

        overstayed(Sentence);
    }
}
