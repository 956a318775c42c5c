using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal;

/// <summary>Accumulates the frames read on opening a journal. Counts those after the newest checkpoint, which already includes the earlier ones.</summary>
/// <param name="signed">The newest checkpoint, or null.</param>
internal sealed class RecoveredFrames(Checkpoint? signed, FoundCheckpoints checkpoints)
{
    private readonly Queue<JournalEntry> tail = new(JournalRecovery.MaxTail);

    public CompactRange Tree { get; } = signed is null ? new() : CompactRange.Restore(signed.Size, signed.Subtrees.Span)!;

    public DateTimeOffset? LastAttested { get; private set; } = signed?.LastAttested;

    public ulong Notes { get; private set; } = signed?.Notes ?? 0;

    /// <summary>The arrivals in the segment of the last frame read; null before the first frame.</summary>
    public SegmentArrivals? Arrivals { get; private set; }

    /// <summary>The last taps and contacts, without their sealed parts.</summary>
    public IReadOnlyList<JournalEntry> Tail => [.. tail.Select(entry => entry with { Record = entry.Record with { Sealed = default } })];

    /// <param name="walk">Positioned after the entry.</param>
    /// <exception cref="JournalBrokenException">The last frame covered by the checkpoint is not the signed one.</exception>
    public void Add(JournalEntry entry, ChainWalk walk)
    {
        Keep(entry);
        Arrivals = Arrivals?.Number == walk.Segment ? Arrivals : new(walk.Segment, walk.SegmentBegin!);
        Arrivals.Add(entry.Record);
        var sequence = entry.Sequence.Value;
        if (sequence > (signed?.Size ?? 0))
        {
            Count(entry);
        }
        else if (sequence == signed!.Size && !(entry.FrameHash.Span.SequenceEqual(signed.LastHash.Span) && (walk.Segment, walk.Offset) == (signed.Segment, signed.Offset)))
        {
            throw checkpoints.Contradicted(walk);
        }
    }

    private void Count(JournalEntry entry)
    {
        Tree.Append(MerkleHash.OfLeaf(entry.FrameHash.Span));
        var clock = entry.Record.Clock;
        Notes += entry.Record.Outcome is JournalOutcome.Note ? 1UL : 0;
        if (clock.IsAttested && (LastAttested is null || clock.Instant > LastAttested))
        {
            LastAttested = clock.Instant;
        }
    }

    private void Keep(JournalEntry entry)
    {
        if (TerminalNote.IsIn(entry.Record))
        {
            return;
        }

        if (tail.Count == JournalRecovery.MaxTail)
        {
            tail.Dequeue();
        }

        tail.Enqueue(entry);
    }
}
