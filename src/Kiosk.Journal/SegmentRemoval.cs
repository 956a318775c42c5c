using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal;

/// <summary>
/// Removes a journal's first segments once a collector holds their records, and then the extracts that say who came in meanwhile (<see cref="ArrivalExtract"/>): of removed segments, up to the first with a session that is
/// still in use or has arrivals in what is kept. What says where the journal begins is written first (<see cref="JournalBeginning"/>), so that nothing is missed after a power cut; the next run removes what was left.
/// </summary>
internal sealed class SegmentRemoval(string journal, FrameKey key, IDurableFiles files)
{
    /// <param name="receipt">A checkpoint that the collector cosigned, verified by the caller.</param>
    /// <param name="olderThan">No segment with a record of this instant or a later one is removed.</param>
    /// <param name="isInUse">Whether people may still come to a session, or arrivals of it lie in the last segment.</param>
    /// <returns>The number of segments removed; 0 if the receipt is not for this very journal, as that of an old disk put back.</returns>
    /// <exception cref="JournalException">The journal is broken or cannot be read.</exception>
    /// <exception cref="IOException">A file cannot be written or removed.</exception>
    public int Run(SignedCheckpoint receipt, DateTimeOffset olderThan, Func<string, bool> isInUse)
    {
        var segments = JournalFolder.Segments(journal);
        var removable = segments.Zip(segments.Skip(1)).TakeWhile(pair => JournalFolder.NumberOf(pair.First) < receipt.Content.Segment && HasExtract(pair.First) && BeginsBefore(pair.Second, olderThan)).Select(pair => pair.First).ToList();
        var before = JournalBeginning.Read(journal) is { } read && read.IsTaggedBy(key) ? read : null;
        if (removable.Count > 0 && !IsOwn(receipt))
        {
            return 0;
        }

        var kept = segments.Skip(removable.Count).Select(JournalFolder.NumberOf).ToList();
        if (kept.Count > 0 && (removable.Count > 0 || before is not null))
        {
            var begin = JournalBeginning.Of(removable.Count > 0 ? receipt : before!.Receipt, key, FirstExtract(before?.FirstExtract ?? 1, kept, isInUse));
            if (removable.Count > 0 || begin.FirstExtract != before!.FirstExtract)
            {
                begin.Write(journal, files);
            }

            removable.ForEach(File.Delete);
            RemoveExtracts(begin.FirstExtract);
        }

        return removable.Count;
    }

    // The first that must stay.
    private int FirstExtract(int first, List<int> kept, Func<string, bool> isInUse)
    {
        var going = new HashSet<string>(StringComparer.Ordinal);
        foreach (var number in kept.SkipLast(1))
        {
            if (Extract(number) is not { } extract)
            {
                // Which sessions it has is found when the segment is read.
                return first;
            }

            going.UnionWith(extract.Sessions.Keys);
        }

        while (first < kept[0] && Extract(first) is { } extract && !extract.Sessions.Keys.Any(session => going.Contains(session) || isInUse(session)))
        {
            first++;
        }

        return first;
    }

    private void RemoveExtracts(int first)
    {
        foreach (var path in Directory.EnumerateFiles(journal, "*" + ArrivalExtract.Ending).Where(path => ArrivalExtract.NumberOf(path) < first))
        {
            File.Delete(path);
        }
    }

    private ArrivalExtract? Extract(int segment) => ArrivalExtract.TryRead(ArrivalExtract.PathIn(journal, segment), key);

    // Otherwise nobody could tell who came in while the segment was written.
    private bool HasExtract(string segment) => Extract(JournalFolder.NumberOf(segment)) is not null;

    // The records before it are no younger than its first, which has been written after them.
    private static bool BeginsBefore(string segment, DateTimeOffset instant) => new ChainWalk([segment]).Entries().FirstOrDefault() is { } first && first.Record.Clock.Instant < instant;

    // A collector may hold another branch, signed by this very terminal before an old disk was put back.
    private bool IsOwn(SignedCheckpoint receipt) =>
        FoundCheckpoints.Load(journal).Checkpoints.Any(one => one.Content.Size == receipt.Content.Size && one.Content.Root.Span.SequenceEqual(receipt.Content.Root.Span));
}
