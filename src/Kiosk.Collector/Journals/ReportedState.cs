using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Journals;

/// <summary>What a terminal said of itself last.</summary>
/// <param name="Received">By this machine's clock.</param>
internal sealed record ReportedState(DateTimeOffset Received, TerminalState State)
{
    /// <summary>How far the terminal's clock is from this machine's; what the way took is in it.</summary>
    public TimeSpan ClockError => (State.At - Received).Duration();
}
