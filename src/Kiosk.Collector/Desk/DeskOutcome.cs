using Kiosk.Words;

namespace Kiosk.Collector.Desk;

/// <summary>What became of an act.</summary>
internal abstract record DeskOutcome
{
    private DeskOutcome()
    {
    }

    /// <summary>Recorded, collected, and told to the doors.</summary>
    public sealed record Done : DeskOutcome;

    /// <summary>In the desk's journal, and not collected yet: the next act, or the next start, hands it over.</summary>
    public sealed record Waiting(Phrase Sentence) : DeskOutcome;

    /// <summary>Nothing was recorded.</summary>
    public sealed record Refused(Phrase Sentence) : DeskOutcome;
}
