namespace Kiosk.Journal;

/// <summary>Verifies a journal from end to end, also while it is being written. Read-only.</summary>
internal static class JournalVerifier
{
    /// <exception cref="JournalException">There is no journal in the folder, or it cannot be read.</exception>
    public static JournalVerification Verify(string folder)
    {
        IReadOnlyList<string> segments = [];
        ChainWalk? walk = null;
        try
        {
            segments = JournalFolder.Segments(folder);
            if (segments.Count == 0)
            {
                throw new JournalException($"There is no journal in {folder}.");
            }

            walk = new ChainWalk(segments);
            var newest = walk.Entries().LastOrDefault();
            return new(walk.TerminalId, segments.Count, newest?.Sequence ?? default, walk.Last!.Hash, walk.Torn, Break: null);
        }
        catch (JournalBrokenException broken)
        {
            return new(walk?.TerminalId, segments.Count, new(walk?.Last?.Sequence ?? 0), walk?.Last?.Hash ?? default, Torn: null, broken.Break);
        }
    }
}

/// <summary>The result of verifying a journal.</summary>
/// <param name="TerminalId">The terminal it belongs to; null if the first header is broken.</param>
/// <param name="Segments">The number of segment files.</param>
/// <param name="LastSequence">The last valid frame, which is also the number of valid frames; 0 if there is none.</param>
/// <param name="LastHash">SHA-256 of that frame, or the genesis hash; empty if the first header is broken.</param>
/// <param name="Torn">A frame being written now, or left unfinished by a power cut; not a break.</param>
/// <param name="Break">The first break, or null if there is none.</param>
internal sealed record JournalVerification(
    string? TerminalId,
    int Segments,
    JournalSequence LastSequence,
    ReadOnlyMemory<byte> LastHash,
    TornTail? Torn,
    JournalBreak? Break)
{
    public bool IsWhole => Break is null;

    /// <summary>The number of valid frames.</summary>
    public ulong Frames => LastSequence.Value;

    /// <summary>1, or 0 if there is no frame.</summary>
    public JournalSequence FirstSequence => new(Math.Min(1, LastSequence.Value));
}
