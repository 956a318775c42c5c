using Kiosk.Journal;

namespace Kiosk.Collector.Reports;

/// <summary>Something that a desk recorded for the registry to do.</summary>
/// <param name="Kind">What.</param>
/// <param name="Details">What only the key opens.</param>
/// <param name="Name">Of the member; null where nobody imported has the card.</param>
internal sealed record RegistryRequest(DateTimeOffset At, string TerminalId, ulong Sequence, RequestKind Kind, SealedDetails Details, string? Name);

/// <summary>What the registry has to do.</summary>
internal enum RequestKind
{
    None = 0,

    /// <summary>End a card that was handed in for a new one.</summary>
    CardEnded,

    /// <summary>Look at a record that its holder says is wrong.</summary>
    Correction,

    /// <summary>Publish to the holder their own attendance of the last year.</summary>
    Attendance,

    /// <summary>Nothing: the holder looked at the record and confirmed it.</summary>
    Confirmed,
}
