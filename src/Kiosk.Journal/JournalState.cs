using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal;

/// <summary>A snapshot of a journal's state, as stated in a checkpoint.</summary>
/// <param name="Size">Number of frames.</param>
/// <param name="Root">Root of the Merkle tree over them.</param>
/// <param name="Segment">Number of the segment for the next frame.</param>
/// <param name="Offset">Offset of the next frame in bytes.</param>
/// <param name="Notes">Number of frames that are not taps.</param>
/// <param name="Data">Null before the first.</param>
/// <param name="Subtrees">As <see cref="CompactRange.Subtrees"/>.</param>
internal sealed record JournalState(
    string TerminalId, ulong Size, byte[] Root, ReadOnlyMemory<byte> LastHash, int Segment, long Offset, ulong Notes, DateTimeOffset? LastAttested, byte[] Subtrees, DataInForce? Data);
