using Kiosk.Durability;

namespace Kiosk.Journal;

/// <summary>Walks the frames of all segments in order and checks that each continues the previous one. Single use.</summary>
/// <param name="key">Verifies each frame's tag; null if the reader has no key.</param>
/// <param name="segments">Paths of segments with consecutive numbers. The link comes from the first one's header, unless that is the journal's first.</param>
internal sealed class ChainWalk(IReadOnlyList<string> segments, FrameKey? key = null)
{
    /// <summary>The terminal id from the first header; null until that is read.</summary>
    public string? TerminalId { get; private set; }

    /// <summary>The last frame read, or the genesis link; null until the first header is read.</summary>
    public ChainLink? Last { get; private set; }

    /// <summary>The link before the first frame read; null until the first header is read.</summary>
    public ChainLink? First { get; private set; }

    /// <summary>Number of the segment that holds the last frame read, from 1.</summary>
    public int Segment { get; private set; }

    /// <summary>The link that the last segment opened continues; null until the first header is read.</summary>
    public ChainLink? SegmentBegin { get; private set; }

    /// <summary>End of the last frame read, in bytes from the start of its segment.</summary>
    public long Offset { get; private set; }

    /// <summary>The remains of an unfinished frame after the last one; set when the walk is over.</summary>
    public TornTail? Torn { get; private set; }

    /// <exception cref="JournalBrokenException">Thrown while enumerating, at the first invalid frame or header.</exception>
    /// <exception cref="JournalException">Thrown while enumerating: a file cannot be read.</exception>
    public IEnumerable<JournalEntry> Entries()
    {
        for (var index = 0; index < segments.Count; index++)
        {
            using var segment = Open(index);
            while (ReadNext(segment, index) is { } entry)
            {
                Last = new(entry.Sequence.Value, entry.FrameHash);
                (Segment, Offset) = (JournalFolder.NumberOf(segments[index]), segment.Offset);
                yield return entry;
            }

            Torn = segment.Torn;
        }
    }

    private SegmentReader Open(int index) => Try(index, () =>
    {
        var segment = new SegmentReader(segments[index], key);
        try
        {
            var (terminalId, link) = segment.ReadHeader(JournalFolder.NumberOf(segments[index]), Last);
            if (TerminalId is not null && terminalId != TerminalId)
            {
                throw new JournalBrokenException(new(
                    segments[index], 0, new($"phân đoạn này của máy {terminalId}, không phải của {TerminalId}", $"the segment belongs to terminal {terminalId}, not {TerminalId}")));
            }

            TerminalId = terminalId;
            First ??= link;
            Last ??= link;
            SegmentBegin = Last;
            return segment;
        }
        catch
        {
            segment.Dispose();
            throw;
        }
    });

    private JournalEntry? ReadNext(SegmentReader segment, int index) =>
        Try(index, () => segment.ReadNext(Last!, mayBeTorn: index == segments.Count - 1));

    private T Try<T>(int index, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (NotAFileException other)
        {
            throw new JournalException(new($"Phân đoạn nhật ký {other.Sentence.Vietnamese}", $"The journal segment {other.Message}"), other);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw JournalException.Unreadable(new($"phân đoạn nhật ký {segments[index]}", $"The journal segment {segments[index]}"), segments[index], cause);
        }
    }
}
