using Kiosk.Durability;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Journal.Upload;

/// <summary>Reads a journal's frames in batches, also while it is being written. Reading on from the last batch seeks nothing. Not thread-safe.</summary>
/// <param name="key">Tags the terminal's own frames; null where it is not known, as in a copy.</param>
/// <param name="pause">Called before each frame, and returns once there is time for it; null if there always is.</param>
internal sealed class BatchReader(string journal, string terminalId, FrameKey? key = null, Action? pause = null)
{
    private const int HeadLength = JournalFrame.SequenceOffset + sizeof(ulong);

    private readonly CheckpointScan checkpoints = new(journal);
    private IReadOnlyList<string> segments = [];
    private int segment;
    private long offset;
    private ulong next;

    /// <returns>The number of the first frame that was not removed.</returns>
    /// <exception cref="JournalException">The journal is broken or cannot be read.</exception>
    public ulong FirstPresent()
    {
        segments = JournalFolder.Segments(journal);
        next = 0;
        return segments.Count == 0 ? 1 : FirstIn(0).Sequence;
    }

    /// <param name="first">Number of the first frame wanted.</param>
    /// <param name="last">Number of the last frame wanted: an acknowledged one. Below the first for a batch that only brings the checkpoint.</param>
    /// <returns>As many of these frames as one batch holds.</returns>
    /// <exception cref="JournalException">The journal is broken or cannot be read.</exception>
    public UploadBatch Read(ulong first, ulong last)
    {
        try
        {
            var frames = first > last ? [] : ReadFrames(first, last);
            return new(terminalId, first, frames, checkpoints.NewestUpTo(first + (ulong)frames.Count - 1));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw JournalException.Unreadable(new($"nhật ký trong {journal}", $"The journal in {journal}"), journal, cause);
        }
    }

    private List<ReadOnlyMemory<byte>> ReadFrames(ulong first, ulong last)
    {
        if (next != first || next == 0)
        {
            Seek(first);
        }

        var frames = new List<ReadOnlyMemory<byte>>();
        var length = 0;
        while (next <= last && frames.Count < UploadBatch.MaxFrames && segment < segments.Count)
        {
            using var file = RegularFile.Open(segments[segment]);
            while (next <= last && frames.Count < UploadBatch.MaxFrames && StatedLength(file) is { } stated)
            {
                if (length + stated > UploadBatch.MaxFramesLength)
                {
                    return frames;
                }

                pause?.Invoke();
                frames.Add(ReadFrame(file, stated));
                (length, offset, next) = (length + stated, offset + stated, next + 1);
            }

            if (next <= last && frames.Count < UploadBatch.MaxFrames)
            {
                BeginSegment(segment + 1);
            }
        }

        return frames;
    }

    private JournalException NoRecord(ulong sequence) => new(new($"Nhật ký trong {journal} không có bản ghi {sequence}.", $"The journal in {journal} holds no record {sequence}."));

    private void Seek(ulong sequence)
    {
        segments = JournalFolder.Segments(journal);
        var found = -1;
        for (var index = segments.Count - 1; index >= 0 && found < 0; index--)
        {
            found = FirstIn(index).Sequence <= sequence ? index : -1;
        }

        BeginSegment(found);
        using var file = RegularFile.Open(segments[segment]);
        while (next < sequence)
        {
            var length = StatedLength(file) ?? throw NoRecord(sequence);
            (offset, next) = (offset + length, next + 1);
        }
    }

    private void BeginSegment(int index)
    {
        if (index > 0 && index == segments.Count)
        {
            // A new one may have begun since, and first ones may have been removed.
            var before = segments[index - 1];
            segments = JournalFolder.Segments(journal);
            index = segments.TakeWhile(path => string.CompareOrdinal(path, before) <= 0).Count();
        }

        if (index < 0 || index >= segments.Count)
        {
            throw NoRecord(next);
        }

        segment = index;
        (next, offset) = FirstIn(index);
    }

    private (ulong Sequence, long Offset) FirstIn(int index)
    {
        using var file = RegularFile.Open(segments[index]);
        Span<byte> header = stackalloc byte[SegmentHeader.MaximumLength];
        header = header[..RandomAccess.Read(file, header, 0)];
        return SegmentHeader.ReadTerminalId(header, out var length) == terminalId && SegmentHeader.LinkIn(header) is { } link
            ? (link.Sequence + 1, length)
            : throw new JournalBrokenException(new(segments[index], 0, new(
                $"đây không phải phân đoạn nhật ký của máy {terminalId}, hoặc phần đầu bị hư hỏng", $"this is no journal segment of terminal {terminalId}, or its header is damaged")));
    }

    /// <returns>Null at the end of the segment.</returns>
    private int? StatedLength(SafeFileHandle file)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        if (RandomAccess.Read(file, head, offset) < HeadLength)
        {
            return null;
        }

        var length = JournalFrame.StatedLength(head);
        return length is >= JournalFrame.MinimumLength and <= JournalFrame.MaximumLength && JournalFrame.SequenceOf(head) == next
            ? (int)length
            : throw new JournalBrokenException(new(segments[segment], offset, new($"bản ghi {next} không nằm ở đây", $"record {next} does not stand here")));
    }

    private byte[] ReadFrame(SafeFileHandle file, int length)
    {
        var frame = new byte[length];
        var fault = RandomAccess.Read(file, frame, offset) != length || !JournalFrame.IsIntact(frame) ? FrameFault.Checksum
            : key is null || JournalFrame.IsTagged(frame, key) ? FrameFault.None
            : FrameFault.Tag;
        return fault is FrameFault.None ? frame : throw new JournalBrokenException(new(segments[segment], offset, fault.Describe()));
    }
}
