namespace Kiosk.Journal;

/// <summary>One frame, read back.</summary>
/// <param name="FrameHash">SHA-256 of the frame; the next frame repeats it.</param>
internal sealed record JournalEntry(JournalSequence Sequence, JournalRecord Record, ReadOnlyMemory<byte> FrameHash);
