using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>
/// Verifies, before the first append, what the newest checkpoint does not cover, and truncates the remains of an unfinished frame (<see cref="TornFrame"/>), keeping a copy
/// (<c>00000001.seg.OFFSET.torn</c>). Any other damage is an error, and nothing is changed.
/// </summary>
/// <param name="Last">The link that the next frame continues.</param>
/// <param name="Tree">The Merkle tree over all frames.</param>
/// <param name="Checkpoints">The checkpoints found.</param>
/// <param name="LastAttested">The latest instant under network time, or null. Instants under any other clock prove nothing.</param>
/// <param name="Notes">The number of frames that are the terminal's own events.</param>
/// <param name="Arrivals">Those in the last segment.</param>
/// <param name="Tail">The latest taps and contact openings, oldest first, without their sealed parts; at most <see cref="MaxTail"/>.</param>
internal sealed record JournalRecovery(
    RecoveryReport Report,
    ChainLink Last,
    CompactRange Tree,
    FoundCheckpoints Checkpoints,
    DateTimeOffset? LastAttested,
    ulong Notes,
    SegmentArrivals Arrivals,
    IReadOnlyList<JournalEntry> Tail)
{
    public const int MaxTail = 100;

    /// <summary>In bytes: more than so many usual frames as <see cref="MaxTail"/>.</summary>
    private const long MinTailLength = 512 * 1024;

    /// <exception cref="JournalException">The journal is broken, belongs to another terminal or key, or cannot be read or truncated.</exception>
    public static JournalRecovery Run(string folder, string terminalId, JournalKeys keys, IDurableFiles files, Checkpoint? receipted = null)
    {
        var segments = JournalFolder.Segments(folder);
        var checkpoints = FoundCheckpoints.Read(folder, terminalId, keys.Signer.Key);
        CheckpointCounter.Check(keys.Counter, checkpoints);
        if (segments.Count == 0 && checkpoints.Newest is { } promised)
        {
            throw checkpoints.Missing(promised, 0);
        }

        Require(LostCheckpoints.FindFault(0, checkpoints.Newest?.Content, receipted), checkpoints);
        if (segments.Count == 0)
        {
            JournalFolder.Begin(folder, terminalId, files);
            return new(new(1, 0, null), ChainLink.Genesis(terminalId), new(), checkpoints, null, 0, new(1, ChainLink.Genesis(terminalId)), []);
        }

        foreach (var segment in segments)
        {
            Place.RequireFile(segment);
        }

        // A killed process may have left frames that exist only in the page cache.
        files.Sync(segments[^1]);
        PageCache.Forget(segments[^1]);
        return Read(segments, terminalId, keys, checkpoints, files);
    }

    // Reads from the start of the checkpoint's segment, or of the one before if little of it has been written, for the last taps. What lies there before the checkpoint is covered by it:
    // the chain of hashes leads back from the frame that it names.
    private static JournalRecovery Read(IReadOnlyList<string> segments, string terminalId, JournalKeys keys, FoundCheckpoints checkpoints, IDurableFiles files)
    {
        var signed = checkpoints.Newest?.Content;
        RequireBeginning(segments, keys.Frames, checkpoints);
        var walk = new ChainWalk([.. segments.Skip(FirstOf(signed, segments))], keys.Frames);
        var reading = new RecoveredFrames(signed, checkpoints);
        try
        {
            foreach (var entry in walk.Entries())
            {
                reading.Add(entry, walk);
            }
        }
        catch (JournalBrokenException) when (walk.TerminalId is { } owner && owner != terminalId)
        {
            // Another terminal's tags cannot match, so report the terminal's id instead.
        }

        if (walk.TerminalId != terminalId)
        {
            throw new JournalException(new(
                $"Nhật ký trong {Path.GetDirectoryName(segments[0])} là của máy {walk.TerminalId}, không phải của {terminalId}.",
                $"The journal in {Path.GetDirectoryName(segments[0])} belongs to terminal {walk.TerminalId}, not {terminalId}."));
        }

        var last = walk.Last!;
        if (signed is not null && last.Sequence < signed.Size)
        {
            throw checkpoints.Missing(checkpoints.Newest!, last.Sequence);
        }

        Require(LostCheckpoints.FindFault(last.Sequence, signed, receipted: null), checkpoints);
        var cut = walk.Torn is { } torn ? Cut(torn, files) : null;
        var number = JournalFolder.NumberOf(segments[^1]);
        var arrivals = reading.Arrivals?.Number == number ? reading.Arrivals : new(number, walk.SegmentBegin!);
        return new(new(segments.Count, last.Sequence, cut), last, reading.Tree, checkpoints, reading.LastAttested, reading.Notes, arrivals, reading.Tail);
    }

    private static void Require(Phrase? fault, FoundCheckpoints checkpoints)
    {
        if (fault is not null)
        {
            throw new JournalBrokenException(new(checkpoints.Path, 0, fault));
        }
    }

    // Index of the first segment to read.
    private static int FirstOf(Checkpoint? signed, IReadOnlyList<string> segments) =>
        signed is null ? 0 : Math.Clamp(signed.Segment - (signed.Offset < MinTailLength ? 1 : 0) - JournalFolder.NumberOf(segments[0]), 0, segments.Count - 1);

    private static void RequireBeginning(IReadOnlyList<string> segments, FrameKey key, FoundCheckpoints checkpoints)
    {
        var (folder, first) = (Path.GetDirectoryName(segments[0])!, JournalFolder.NumberOf(segments[0]));
        if (first > 1 && (JournalBeginning.Read(folder)?.IsTaggedBy(key) is not true || checkpoints.Newest is not { Content.Segment: var signed } || signed < first))
        {
            throw new JournalBrokenException(new(JournalFolder.SegmentPath(folder, first - 1), 0, new(
                "thiếu phân đoạn này, mà máy này không xóa nó", "the segment is missing, and this terminal did not remove it")));
        }
    }

    private static CutTail Cut(TornTail torn, IDurableFiles files)
    {
        var keptAs = $"{torn.Segment}.{torn.Offset}.torn";
        files.Replace(keptAs, torn.Bytes.Span);
        files.Truncate(torn.Segment, torn.Offset);
        return new(torn.Segment, torn.Offset, torn.Bytes.Length, keptAs);
    }
}
