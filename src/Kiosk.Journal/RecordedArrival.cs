namespace Kiosk.Journal;

/// <summary>What a record says about somebody's attendance at a meeting.</summary>
/// <param name="Pseudonym">32 bytes.</param>
/// <param name="Counts">As decided at the door.</param>
/// <param name="Outcome">What happened.</param>
internal sealed record RecordedArrival(ReadOnlyMemory<byte> Pseudonym, DateTimeOffset Instant, string Door, JournalCounts Counts, JournalOutcome Outcome = JournalOutcome.Admitted)
{
    /// <returns>Null if the record says nothing of anybody's attendance.</returns>
    public static RecordedArrival? In(JournalRecord record) =>
        !record.Pseudonym.IsEmpty && (record.IsPassage || record is { Mode: JournalMode.Meeting, Outcome: JournalOutcome.AlreadyIn })
            ? new(record.Pseudonym.ToArray(), record.Clock.Instant, record.Door, record.Counts, record.Outcome)
            : null;
}
