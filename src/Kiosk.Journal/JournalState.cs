namespace Kiosk.Journal;

/// <summary>A journal at one moment, as a checkpoint states it.</summary>
/// <param name="Size">How many frames it has.</param>
/// <param name="Root">Of the Merkle tree over them.</param>
/// <param name="Segment">Number of the segment that the next frame goes into.</param>
/// <param name="Offset">The byte at which that frame will begin.</param>
/// <param name="Notes">How many frames are no taps.</param>
/// <param name="Subtrees">Of the tree.</param>
internal sealed record JournalState(
    string TerminalId, ulong Size, byte[] Root, ReadOnlyMemory<byte> LastHash, int Segment, long Offset, ulong Notes, DateTimeOffset? LastAttested, byte[] Subtrees);
