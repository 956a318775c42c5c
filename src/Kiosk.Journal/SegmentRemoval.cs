using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal;

/// <summary>
/// Removes a journal's first segments once a collector holds their records. What then says where the journal begins is written first (<see cref="JournalBeginning"/>); who came in is still known by the extracts.
/// </summary>
internal sealed class SegmentRemoval(string journal, FrameKey key, IDurableFiles files)
{
    /// <param name="receipt">A checkpoint that the collector cosigned, verified by the caller.</param>
    /// <param name="olderThan">No segment with a record of this instant or a later one is removed.</param>
    /// <returns>The number of segments removed; 0 if the receipt is not for this very journal, as that of an old disk put back.</returns>
    /// <exception cref="JournalException">The journal is broken or cannot be read.</exception>
    /// <exception cref="IOException">A file cannot be written or removed.</exception>
    public int Run(SignedCheckpoint receipt, DateTimeOffset olderThan)
    {
        var segments = JournalFolder.Segments(journal);
        var removable = segments.Zip(segments.Skip(1)).TakeWhile(pair => JournalFolder.NumberOf(pair.First) < receipt.Content.Segment && HasExtract(pair.First) && BeginsBefore(pair.Second, olderThan)).Select(pair => pair.First).ToList();
        if (removable.Count == 0 || !IsOwn(receipt))
        {
            return 0;
        }

        JournalBeginning.Of(receipt, key).Write(journal, files);
        foreach (var path in removable)
        {
            File.Delete(path);
        }

        return removable.Count;
    }

    // Otherwise nobody could tell who came in while the segment was written.
    private bool HasExtract(string segment) => ArrivalExtract.TryRead(ArrivalExtract.PathIn(journal, JournalFolder.NumberOf(segment)), key) is not null;

    // The records before it are no younger than its first, which has been written after them.
    private static bool BeginsBefore(string segment, DateTimeOffset instant) => new ChainWalk([segment]).Entries().FirstOrDefault() is { } first && first.Record.Clock.Instant < instant;

    // A collector may hold another branch, signed by this very terminal before an old disk was put back.
    private bool IsOwn(SignedCheckpoint receipt) =>
        FoundCheckpoints.Load(journal).Checkpoints.Any(one => one.Content.Size == receipt.Content.Size && one.Content.Root.Span.SequenceEqual(receipt.Content.Root.Span));
}
