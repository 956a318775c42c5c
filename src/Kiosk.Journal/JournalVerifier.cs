using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal;

/// <summary>Verifies a journal from end to end against its chain and its checkpoints, also while it is being written. Read-only.</summary>
internal static class JournalVerifier
{
    /// <param name="keyOf">Returns a terminal's public key by id; null if unknown. Signatures are then not verified, and the result says so.</param>
    /// <param name="frames">The terminal's own frame key, which pinpoints a forged record; null elsewhere: a forgery is then located only between two checkpoints.</param>
    /// <param name="receipted">A checkpoint of this journal that a collector confirmed; null if none is known.</param>
    /// <exception cref="JournalException">There is no journal in the folder, or it cannot be read.</exception>
    public static JournalVerification Verify(string folder, Func<string, NoteKey?>? keyOf = null, FrameKey? frames = null, Checkpoint? receipted = null)
    {
        IReadOnlyList<string> segments = [];
        ChainWalk? walk = null;
        CheckpointCheck? check = null;
        try
        {
            segments = JournalFolder.Segments(folder);
            if (segments.Count == 0)
            {
                throw JournalException.Missing(folder);
            }

            // Read first: later checkpoints of a running terminal may cover records that this does not read.
            check = new CheckpointCheck(CheckpointFile.PathIn(folder), FoundCheckpoints.Load(folder).Checkpoints, keyOf ?? (_ => null));
            RequireBeginning(segments, keyOf, frames);
            walk = new ChainWalk(segments, frames);
            foreach (var entry in walk.Entries())
            {
                check.Add(entry, walk);
            }

            check.End(walk, isTagged: frames is not null, receipted);
            return new(walk.TerminalId, segments.Count, FirstOf(walk), new(walk.Last!.Sequence), walk.Last.Hash, check.Standing, walk.Torn, Break: null);
        }
        catch (JournalBrokenException broken)
        {
            return new(walk?.TerminalId, segments.Count, FirstOf(walk), new(walk?.Last?.Sequence ?? 0), walk?.Last?.Hash ?? default, check?.Standing ?? default, Torn: null, broken.Break);
        }
    }

    private static JournalSequence FirstOf(ChainWalk? walk) => walk?.First is { } first ? new(Math.Min(first.Sequence + 1, walk.Last!.Sequence)) : default;

    // Without a key nothing is believed of it, as of every other record.
    private static void RequireBeginning(IReadOnlyList<string> segments, Func<string, NoteKey?>? keyOf, FrameKey? frames)
    {
        var (folder, first) = (Path.GetDirectoryName(segments[0])!, JournalFolder.NumberOf(segments[0]));
        if (first > 1 && JournalBeginning.Read(folder) is { } beginning
            && (frames is null ? keyOf?.Invoke(beginning.Receipt.Content.TerminalId) is { } key && !beginning.Receipt.Note.IsSignedBy(key) : !beginning.IsTaggedBy(frames)))
        {
            throw new JournalBrokenException(new(JournalBeginning.PathIn(folder), 0, new(
                "tệp này không do máy này ghi, và thiếu các phân đoạn trước phân đoạn đầu tiên", "this terminal did not write it, and the segments before the first are missing")));
        }
    }
}

/// <summary>The result of verifying a journal.</summary>
/// <param name="TerminalId">The terminal it belongs to; null if the first header is broken.</param>
/// <param name="Segments">The number of segment files.</param>
/// <param name="FirstSequence">The first frame that was not removed (<see cref="JournalBeginning"/>); 0 if there is none.</param>
/// <param name="LastSequence">The last valid frame; 0 if there is none.</param>
/// <param name="LastHash">SHA-256 of that frame, or the genesis hash; empty if the first header is broken.</param>
/// <param name="Signed">What the checkpoints cover.</param>
/// <param name="Torn">A frame being written now, or left unfinished by a power cut; not a break.</param>
/// <param name="Break">The first break, or null if there is none.</param>
internal sealed record JournalVerification(
    string? TerminalId,
    int Segments,
    JournalSequence FirstSequence,
    JournalSequence LastSequence,
    ReadOnlyMemory<byte> LastHash,
    SignedStanding Signed,
    TornTail? Torn,
    JournalBreak? Break)
{
    public bool IsWhole => Break is null;

    /// <summary>The number of valid frames, those that were removed included.</summary>
    public ulong Frames => LastSequence.Value;

    /// <summary>Number of valid frames after the last checkpoint, not signed yet.</summary>
    public ulong Unsigned => Frames - Math.Min(Frames, Signed.Records);
}

/// <summary>What a journal's checkpoints cover.</summary>
/// <param name="Checkpoints">Number of checkpoints that match the records.</param>
/// <param name="Records">Number of records that the last of them covers, from the first.</param>
/// <param name="KeyId">Id of the key that verified the signatures; null if the terminal's key is unknown.</param>
internal readonly record struct SignedStanding(int Checkpoints, ulong Records, uint? KeyId);
