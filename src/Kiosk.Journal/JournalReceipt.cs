namespace Kiosk.Journal;

/// <summary>Proof that a record is on the disk.</summary>
/// <param name="Sequence">From 1 without gaps, for the life of the terminal.</param>
/// <param name="FrameHash">SHA-256 of the whole frame.</param>
internal sealed record JournalReceipt(JournalSequence Sequence, DateTimeOffset Instant, ReadOnlyMemory<byte> FrameHash);

/// <summary>A frame's sequence number.</summary>
internal readonly record struct JournalSequence(ulong Value)
{
    public override string ToString() => Value.ToString();
}
