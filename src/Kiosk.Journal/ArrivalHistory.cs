using Kiosk.Durability;

namespace Kiosk.Journal;

/// <summary>
/// Finds who was admitted to a session in a journal's complete segments. Believes a segment's extract only if this terminal's key made it for exactly this segment of this chain, and otherwise reads the segment.
/// </summary>
internal sealed class ArrivalHistory(string journal, FrameKey key, IDurableFiles files)
{
    /// <summary>Keeps a complete segment's arrivals for the next start. A disk that takes no file costs only time: the segment is read instead.</summary>
    /// <param name="end">The segment's last frame.</param>
    public void Keep(SegmentArrivals segment, ChainLink end)
    {
        try
        {
            files.Replace(ArrivalExtract.PathIn(journal, segment.Number), ArrivalExtract.Encode(segment, end, key));
        }
        catch (IOException)
        {
            // The records themselves are on the disk.
        }
    }

    /// <param name="context">The session, as records carry it.</param>
    /// <param name="next">The segment that follows those in question.</param>
    /// <param name="end">The link that it continues.</param>
    /// <returns>In the order in which they were recorded; without those whose extracts this terminal removed (<see cref="SegmentRemoval"/>).</returns>
    /// <exception cref="JournalException">The journal is broken or cannot be read.</exception>
    public IEnumerable<RecordedArrival> In(string context, int next, ChainLink end)
    {
        var first = JournalBeginning.Read(journal) is { } beginning && beginning.IsTaggedBy(key) ? beginning.FirstExtract : 1;
        var found = new Stack<IReadOnlyList<RecordedArrival>>();
        for (var number = next - 1; number >= first; number--)
        {
            (var arrivals, end) = InSegment(number, context, end);
            found.Push(arrivals);
        }

        return found.SelectMany(arrivals => arrivals);
    }

    private (IReadOnlyList<RecordedArrival> Arrivals, ChainLink Begin) InSegment(int number, string context, ChainLink end)
    {
        var path = ArrivalExtract.PathIn(journal, number);
        if (ArrivalExtract.TryRead(path, key) is { } extract && extract.Segment == number && extract.End.Is(end) && extract.TryRead(path, context) is { } arrivals)
        {
            return (arrivals, extract.Begin);
        }

        var segment = Read(number, end);
        Keep(segment, end);
        return (segment.In(context), segment.Begin);
    }

    private SegmentArrivals Read(int number, ChainLink end)
    {
        var path = JournalFolder.SegmentPath(journal, number);
        if (Place.KindOf(path) is PlaceKind.Absent)
        {
            throw new JournalBrokenException(new(
                path,
                0,
                new(
                    $"phân đoạn đã được xóa, còn {Path.GetFileName(ArrivalExtract.PathIn(journal, number))}, tệp ghi những lượt vào trong đó, không có hoặc không còn như máy này đã ghi",
                    $"the segment was removed, and {Path.GetFileName(ArrivalExtract.PathIn(journal, number))}, which says who came in meanwhile, is missing or is not as this terminal wrote it")));
        }

        var walk = new ChainWalk([path], key);
        SegmentArrivals? read = null;
        foreach (var entry in walk.Entries())
        {
            read ??= new(number, walk.SegmentBegin!);
            read.Add(entry.Record);
        }

        return walk.Last!.Is(end) ? read ?? new(number, walk.SegmentBegin!) : throw new JournalBrokenException(new(
            path, walk.Offset, new("phân đoạn không kết thúc ở chỗ phân đoạn sau nối tiếp", "the segment does not end where the next one continues")));
    }
}
