namespace Kiosk.Journal;

/// <summary>A frame that was read back.</summary>
/// <param name="FrameHash">SHA-256 of the frame, which the next frame repeats.</param>
internal sealed record JournalEntry(JournalSequence Sequence, JournalRecord Record, ReadOnlyMemory<byte> FrameHash);
