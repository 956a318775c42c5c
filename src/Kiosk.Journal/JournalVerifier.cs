using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>Verifies a journal from end to end against its chain and its checkpoints, also while it is being written. Read-only.</summary>
internal static class JournalVerifier
{
    /// <param name="keyOf">Returns a terminal's public key by id; null if unknown. Signatures are then not verified, and the result says so.</param>
    /// <param name="frames">The terminal's own frame key, which pinpoints a forged record; null elsewhere: a forgery is then located only between two checkpoints.</param>
    /// <param name="receipted">A checkpoint of this journal that a collector confirmed; null if none is known.</param>
    /// <param name="isConfirmed">Whether the collector cosigned a checkpoint: where the frame key is not known, this shows that records which were removed had been confirmed. Null if its key is not known.</param>
    /// <exception cref="JournalException">There is no journal in the folder, or it cannot be read.</exception>
    public static JournalVerification Verify(string folder, Func<string, NoteKey?>? keyOf = null, FrameKey? frames = null, Checkpoint? receipted = null, Func<SignedNote, bool>? isConfirmed = null)
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
            var checkpoints = FoundCheckpoints.Load(folder).Checkpoints;
            check = new CheckpointCheck(CheckpointFile.PathIn(folder), checkpoints, keyOf ?? (_ => null));
            var beginning = BeginningOf(segments, frames, checkpoints, isConfirmed);
            walk = new ChainWalk(segments, frames);
            foreach (var entry in walk.Entries())
            {
                check.Add(entry, walk);
            }

            check.End(walk, isTagged: frames is not null, receipted);
            return new(walk.TerminalId, segments.Count, FirstOf(walk), new(walk.Last!.Sequence), walk.Last.Hash, check.Standing, walk.Torn, Break: null, beginning is null || frames is not null || isConfirmed is not null);
        }
        catch (JournalBrokenException broken)
        {
            return new(walk?.TerminalId, segments.Count, FirstOf(walk), new(walk?.Last?.Sequence ?? 0), walk?.Last?.Hash ?? default, check?.Standing ?? default, Torn: null, broken.Break);
        }
    }

    private static JournalSequence FirstOf(ChainWalk? walk) => walk?.First is { } first ? new(Math.Min(first.Sequence + 1, walk.Last!.Sequence)) : default;

    /// <returns>What says that the segments before the first were removed; null if there are none.</returns>
    /// <exception cref="JournalBrokenException">The terminal did not write it, its receipt is not for one of these checkpoints, or the collector did not sign it.</exception>
    private static JournalBeginning? BeginningOf(IReadOnlyList<string> segments, FrameKey? frames, IReadOnlyList<SignedCheckpoint> checkpoints, Func<SignedNote, bool>? isConfirmed)
    {
        var folder = Path.GetDirectoryName(segments[0])!;
        var beginning = JournalFolder.NumberOf(segments[0]) > 1 ? JournalBeginning.Read(folder) : null;
        if (beginning is null)
        {
            return null;
        }

        var receipt = beginning.Receipt;
        Phrase? fault = (frames is not null && !beginning.IsTaggedBy(frames)) || !checkpoints.Any(one => one.Note.Text == receipt.Note.Text)
                ? new("tệp này không do máy này ghi, và thiếu các phân đoạn trước phân đoạn đầu tiên", "this terminal did not write it, and the segments before the first are missing")
            : isConfirmed?.Invoke(receipt.Note) is false
                ? new("máy thu thập chưa ký biên nhận trong đó, và thiếu các phân đoạn trước phân đoạn đầu tiên", "the collector did not sign the receipt in it, and the segments before the first are missing")
            : null;
        return fault is null ? beginning : throw new JournalBrokenException(new(JournalBeginning.PathIn(folder), 0, fault));
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
/// <param name="IsRemovalShown">Whether it is shown that a collector had confirmed the records before the first; also where none are missing.</param>
internal sealed record JournalVerification(
    string? TerminalId,
    int Segments,
    JournalSequence FirstSequence,
    JournalSequence LastSequence,
    ReadOnlyMemory<byte> LastHash,
    SignedStanding Signed,
    TornTail? Torn,
    JournalBreak? Break,
    bool IsRemovalShown = false)
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
/// <param name="KeyKind">Where that key is, as every checkpoint states; null without one.</param>
internal readonly record struct SignedStanding(int Checkpoints, ulong Records, uint? KeyId, string? KeyKind);
