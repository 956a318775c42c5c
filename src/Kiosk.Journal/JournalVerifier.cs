namespace Kiosk.Journal;

/// <summary>Checks a journal from end to end, also while its writer is at work. Changes nothing.</summary>
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

/// <summary>What checking a journal found.</summary>
/// <param name="TerminalId">Whose journal it is; null where the first header is broken.</param>
/// <param name="Segments">How many segment files there are.</param>
/// <param name="LastSequence">Of the last frame in order: as many were checked, since the first is number 1. 0 where there is none.</param>
/// <param name="LastHash">SHA-256 of that frame, or the genesis hash; empty where the first header is broken.</param>
/// <param name="Torn">A frame that is being written now, or that a power cut left unfinished; not a break.</param>
/// <param name="Break">The first break, or null when the journal is whole.</param>
internal sealed record JournalVerification(
    string? TerminalId,
    int Segments,
    JournalSequence LastSequence,
    ReadOnlyMemory<byte> LastHash,
    TornTail? Torn,
    JournalBreak? Break)
{
    public bool IsWhole => Break is null;

    /// <summary>How many frames are in order.</summary>
    public ulong Frames => LastSequence.Value;

    /// <summary>1, or 0 where there is no frame.</summary>
    public JournalSequence FirstSequence => new(Math.Min(1, LastSequence.Value));
}
