using Kiosk.Durability;

namespace Kiosk.Journal;

/// <summary>
/// Verifies the whole journal before the first append and truncates the remains of an unfinished frame (<see cref="TornFrame"/>), keeping a copy
/// (<c>00000001.seg.OFFSET.torn</c>). Any other damage is an error, and nothing is changed.
/// </summary>
/// <param name="Last">The link that the next frame continues.</param>
/// <param name="LastAttested">The latest instant under network time, or null. Instants under any other clock prove nothing.</param>
/// <param name="Notes">The number of frames that are the terminal's own events.</param>
/// <param name="Tail">The latest taps and contact openings, oldest first, without their sealed parts; at most <see cref="MaxTail"/>.</param>
internal sealed record JournalRecovery(RecoveryReport Report, ChainLink Last, DateTimeOffset? LastAttested, ulong Notes, IReadOnlyList<JournalEntry> Tail)
{
    public const int MaxTail = 100;

    /// <exception cref="JournalException">The journal is broken, belongs to another terminal, or cannot be read or truncated.</exception>
    public static JournalRecovery Run(string folder, string terminalId, IDurableFiles files)
    {
        var segments = JournalFolder.Segments(folder);
        if (segments.Count == 0)
        {
            var genesis = ChainLink.Genesis(terminalId);
            files.Replace(JournalFolder.SegmentPath(folder, 1), SegmentHeader.Encode(1, genesis, terminalId));
            return new(new(1, 0, null), genesis, null, 0, []);
        }

        foreach (var segment in segments)
        {
            Place.RequireFile(segment);
        }

        // A killed process may have left frames that exist only in the page cache.
        files.Sync(segments[^1]);
        PageCache.Forget(segments[^1]);

        var walk = new ChainWalk(segments);
        var (lastAttested, notes, tail) = ReadAll(walk.Entries());
        if (walk.TerminalId != terminalId)
        {
            throw new JournalException($"The journal in {folder} belongs to terminal {walk.TerminalId}, not {terminalId}.");
        }

        var cut = walk.Torn is { } torn ? Cut(torn, files) : null;
        return new(new(segments.Count, walk.Last!.Sequence, cut), walk.Last, lastAttested, notes, tail);
    }

    private static (DateTimeOffset? LastAttested, ulong Notes, IReadOnlyList<JournalEntry> Tail) ReadAll(IEnumerable<JournalEntry> entries)
    {
        DateTimeOffset? newest = null;
        var notes = 0UL;
        var tail = new Queue<JournalEntry>(MaxTail);
        foreach (var entry in entries)
        {
            var clock = entry.Record.Clock;
            notes += entry.Record.Outcome is JournalOutcome.Note ? 1UL : 0;
            if (clock.IsAttested && (newest is null || clock.Instant > newest))
            {
                newest = clock.Instant;
            }

            if (TerminalNote.IsIn(entry.Record))
            {
                continue;
            }

            if (tail.Count == MaxTail)
            {
                tail.Dequeue();
            }

            tail.Enqueue(entry);
        }

        return (newest, notes, [.. tail.Select(entry => entry with { Record = entry.Record with { Sealed = default } })]);
    }

    private static CutTail Cut(TornTail torn, IDurableFiles files)
    {
        var keptAs = $"{torn.Segment}.{torn.Offset}.torn";
        files.Replace(keptAs, torn.Bytes.Span);
        files.Truncate(torn.Segment, torn.Offset);
        return new(torn.Segment, torn.Offset, torn.Bytes.Length, keptAs);
    }
}
