using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>Reads one segment file frame by frame, up to its length on opening: a writer may be appending to it.</summary>
internal sealed class SegmentReader : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;
    private readonly long length;
    private readonly FrameKey? key;
    private readonly byte[] buffer = new byte[JournalFrame.MaximumLength + 1];
    private long offset;

    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not read the file.</exception>
    /// <param name="key">Verifies each frame's tag; null if the reader has no key.</param>
    public SegmentReader(string path, FrameKey? key)
    {
        this.path = path;
        this.key = key;
        stream = RegularFile.OpenStream(path, bufferSize: 65_536);
        length = stream.Length;
    }

    /// <summary>The remains of an unfinished frame; set once the last frame is read, if there are any.</summary>
    public TornTail? Torn { get; private set; }

    /// <summary>Where the next frame begins, in bytes from the start of the file.</summary>
    public long Offset => offset;

    /// <summary>Reads the header, which must continue the chain.</summary>
    /// <param name="last">The last frame of the previous segment; null for the first segment read, whose header then states the link.</param>
    /// <returns>The terminal id, and the link that the segment continues.</returns>
    /// <exception cref="JournalBrokenException">The header is damaged or does not continue the chain.</exception>
    public (string TerminalId, ChainLink Link) ReadHeader(int number, ChainLink? last)
    {
        var start = Fill((int)Math.Min(length, SegmentHeader.MaximumLength));
        if (SegmentHeader.ReadTerminalId(start, out var headerLength) is not { } terminalId)
        {
            throw Broken(new("đây không phải phân đoạn nhật ký phiên bản 2, hoặc phần đầu bị hư hỏng", "this is no journal segment of version 2, or its header is damaged"));
        }

        var link = last ?? (number == 1 ? ChainLink.Genesis(terminalId) : SegmentHeader.LinkIn(start));
        if (link is null || !start[..headerLength].SequenceEqual(SegmentHeader.Encode(number, link, terminalId)))
        {
            throw Broken(new("phần đầu không nối tiếp phân đoạn trước", "the header does not continue the segment before"));
        }

        offset = headerLength;
        return (terminalId, link);
    }

    /// <summary>Reads the next frame.</summary>
    /// <param name="mayBeTorn">Whether this is the last segment, which may end in an unfinished frame.</param>
    /// <returns>Null after the last frame.</returns>
    /// <exception cref="JournalBrokenException">The next bytes are neither the next frame nor the remains of an unfinished one.</exception>
    public JournalEntry? ReadNext(ChainLink previous, bool mayBeTorn)
    {
        var remaining = length - offset;
        if (remaining == 0)
        {
            return null;
        }

        var fault = FrameFault.Length;
        if (remaining >= JournalFrame.MinimumLength && JournalFrame.StatedLength(Fill(JournalFrame.LengthOfLength)) is var stated
            && stated <= Math.Min(remaining, JournalFrame.MaximumLength))
        {
            var frame = Fill((int)stated);
            fault = JournalFrame.Examine(frame, previous) is var found and not FrameFault.None ? found
                : key is null || JournalFrame.IsTagged(frame, key) ? FrameFault.None
                : FrameFault.Tag;
            if (fault == FrameFault.None)
            {
                offset += frame.Length;
                return JournalFrame.Decode(frame);
            }
        }

        var tail = Fill((int)Math.Min(remaining, buffer.Length));
        if (!mayBeTorn || !TornFrame.Explains(tail, offset, previous))
        {
            throw Broken(fault.Describe());
        }

        Torn = new(path, offset, tail.ToArray());
        return null;
    }

    public void Dispose() => stream.Dispose();

    private ReadOnlySpan<byte> Fill(int count)
    {
        stream.Position = offset;
        stream.ReadExactly(buffer, 0, count);
        return buffer.AsSpan(0, count);
    }

    private JournalBrokenException Broken(Phrase what) => new(new(path, offset, what));
}
