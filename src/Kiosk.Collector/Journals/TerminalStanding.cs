using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Journals;

/// <summary>How far a terminal's journal has been collected.</summary>
/// <param name="Contiguous">The last frame up to which, from the first, every one is stored; 0 if the first is missing.</param>
/// <param name="Highest">The highest number of any stored frame.</param>
/// <param name="LastHash">Of the last contiguous frame; the genesis hash before the first.</param>
/// <param name="Tree">Over the frames up to that one.</param>
/// <param name="Pending">The newest checkpoint signed by the terminal that covers frames not stored yet; null if there is none.</param>
/// <param name="ReceiptSize">Number of frames that the newest receipt covers; 0 if there is none.</param>
/// <param name="Receipt">The newest receipt, as a signed note; null if there is none.</param>
/// <param name="Key">The key that the terminal signed with last; null before its first contact.</param>
internal sealed record TerminalStanding(
    string TerminalId,
    ulong Contiguous,
    ulong Highest,
    ReadOnlyMemory<byte> LastHash,
    CompactRange Tree,
    SignedCheckpoint? Pending,
    ulong ReceiptSize,
    string? Receipt,
    NoteKey? Key,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen);
