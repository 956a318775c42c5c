namespace Kiosk.Journal;

/// <summary>What a record says about somebody who was admitted to a meeting.</summary>
/// <param name="Pseudonym">32 bytes.</param>
/// <param name="Counts">As decided at the door.</param>
internal sealed record RecordedArrival(ReadOnlyMemory<byte> Pseudonym, DateTimeOffset Instant, string Door, JournalCounts Counts)
{
    /// <returns>Null if the record admits nobody to a meeting.</returns>
    public static RecordedArrival? In(JournalRecord record) =>
        record is { Mode: JournalMode.Meeting, Outcome: JournalOutcome.Admitted, Pseudonym.IsEmpty: false } ? new(record.Pseudonym.ToArray(), record.Clock.Instant, record.Door, record.Counts) : null;
}
