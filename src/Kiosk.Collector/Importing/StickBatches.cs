using System.Buffers.Binary;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Importing;

/// <summary>Reads a verified copy of a journal as batches, each with the newest checkpoint that covers no later frame.</summary>
/// <remarks>Frames behind the last checkpoint stay out: a connection shows that its frames are the terminal's own, a stick does not, and anybody can add some that continue the chain.</remarks>
internal static class StickBatches
{
    /// <param name="first">Number of the copy's first frame: 1, or the first that the terminal had not removed.</param>
    /// <param name="signed">Number of the last frame that a checkpoint covers.</param>
    public static IEnumerable<UploadBatch> Read(string folder, string terminalId, ulong first, ulong signed, IReadOnlyList<SignedCheckpoint> checkpoints)
    {
        var frames = new List<ReadOnlyMemory<byte>>();
        var length = 0;
        foreach (var frame in Frames(folder, terminalId).TakeWhile(frame => JournalFrame.SequenceOf(frame.Span) <= signed))
        {
            if (frames.Count == UploadBatch.MaxFrames || length + frame.Length > UploadBatch.MaxFramesLength)
            {
                yield return Batch(terminalId, first, frames, checkpoints);
                (first, length, frames) = (first + (ulong)frames.Count, 0, []);
            }

            frames.Add(frame);
            length += frame.Length;
        }

        yield return Batch(terminalId, first, frames, checkpoints);
    }

    private static UploadBatch Batch(string terminalId, ulong first, List<ReadOnlyMemory<byte>> frames, IReadOnlyList<SignedCheckpoint> checkpoints) =>
        new(terminalId, first, frames, checkpoints.LastOrDefault(checkpoint => checkpoint.Content.Size < first + (ulong)frames.Count));

    // An unfinished frame at the end, of a copy made while the terminal wrote, is not read.
    private static IEnumerable<ReadOnlyMemory<byte>> Frames(string folder, string terminalId)
    {
        foreach (var path in JournalFolder.Segments(folder))
        {
            using var segment = RegularFile.OpenStream(path);
            segment.Position = SegmentHeader.LengthFor(terminalId);
            var head = new byte[JournalFrame.LengthOfLength];
            while (segment.Length - segment.Position >= JournalFrame.MinimumLength)
            {
                segment.ReadExactly(head);
                var frame = new byte[Math.Min(JournalFrame.StatedLength(head), segment.Length - segment.Position + head.Length)];
                head.CopyTo(frame, 0);
                segment.ReadExactly(frame.AsSpan(head.Length));
                if (BinaryPrimitives.ReadUInt32BigEndian(head) + head.Length != frame.Length || !JournalFrame.IsIntact(frame))
                {
                    yield break;
                }

                yield return frame;
            }
        }
    }
}
