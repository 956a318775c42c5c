using Kiosk.Service.CheckIn;
using Kiosk.Service.Health;

namespace Kiosk.Service.Page;

/// <summary>What has happened at the reader since the start, for whoever opens the page, and who wants to know of the next.</summary>
internal sealed class PageStage : IDisposable
{
    private const int GreatestCount = 100;

    private readonly Lock gate = new();
    private readonly Queue<PageRecord> records = new();
    private readonly Terminal terminal;
    private readonly TerminalHealth health;
    private readonly CheckInFeed feed;

    public PageStage(Terminal terminal, TerminalHealth health, CheckInFeed feed)
    {
        (this.terminal, this.health, this.feed) = (terminal, health, feed);
        feed.Answered += Keep;
    }

    /// <summary>Raised on the check-in loop's thread; a handler must not block.</summary>
    public event Action<PageRecord>? Recorded;

    /// <summary>Null on a real terminal.</summary>
    public ISimulation? Simulation { get; set; }

    public Terminal Terminal => terminal;

    /// <summary>The last ones, oldest first.</summary>
    public IReadOnlyList<PageRecord> Records
    {
        get
        {
            lock (gate)
            {
                return [.. records];
            }
        }
    }

    public TerminalHealth.Report Health() => health.Read();

    /// <summary>Lists an event that is no tap.</summary>
    public void Keep(PageRecord record)
    {
        lock (gate)
        {
            records.Enqueue(record);
            if (records.Count > GreatestCount)
            {
                records.Dequeue();
            }
        }

        Recorded?.Invoke(record);
    }

    public void Dispose() => feed.Answered -= Keep;

    private void Keep(CheckInOutcome outcome)
    {
        // The same tap again left no record of its own.
        if (outcome.IsRepeat)
        {
            return;
        }

        Keep(PageRecord.Of(outcome, terminal.Modes.Current.Kind, terminal.Clock.Read().Instant));
    }
}
