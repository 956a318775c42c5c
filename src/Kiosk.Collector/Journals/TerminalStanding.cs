using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Journals;

/// <summary>How far one journal has been collected.</summary>
/// <param name="Journal">Its name (<see cref="JournalName"/>).</param>
/// <param name="Contiguous">The last frame up to which, from the first, every one is stored; 0 if the first is missing.</param>
/// <param name="Highest">The highest number of any stored frame.</param>
/// <param name="LastHash">Of the last contiguous frame; the genesis hash before the first.</param>
/// <param name="Tree">Over the frames up to that one.</param>
/// <param name="Pending">The newest checkpoint signed by the terminal that covers frames not stored yet; null if there is none.</param>
/// <param name="ReceiptSize">Number of frames that the newest receipt covers; 0 if there is none.</param>
/// <param name="Receipt">The newest receipt, as a signed note; null if there is none.</param>
/// <param name="Key">The key that the terminal signed with last; null before its first contact.</param>
internal sealed record TerminalStanding(
    string Journal,
    ulong Contiguous,
    ulong Highest,
    ReadOnlyMemory<byte> LastHash,
    CompactRange Tree,
    SignedCheckpoint? Pending,
    ulong ReceiptSize,
    string? Receipt,
    NoteKey? Key,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen)
{
    public string TerminalId => JournalName.TerminalOf(Journal);

    /// <summary>Of a terminal's journals the one that it writes now: the one that was begun last.</summary>
    public static IEnumerable<TerminalStanding> Current(IEnumerable<TerminalStanding> journals) =>
        journals.GroupBy(journal => journal.TerminalId, StringComparer.Ordinal).Select(own => own.MaxBy(journal => journal.FirstSeen)!);

    /// <summary>Whether a key signs this journal. Of one that nothing was stored of, any may.</summary>
    public bool IsOf(NoteKey key) => Key is null || Key.SubjectPublicKeyInfo.Span.SequenceEqual(key.SubjectPublicKeyInfo.Span);
}
