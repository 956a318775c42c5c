using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Ingest;

/// <summary>What a batch shows by itself, without what is stored: who signed its checkpoint, and the shape of its sealed parts.</summary>
internal static class BatchShape
{
    /// <returns>Null if there is nothing wrong.</returns>
    public static IngestOutcome.Refused? FindFault(UploadBatch batch, NoteKey key)
    {
        if (batch.Checkpoint is { } checkpoint && !checkpoint.Note.IsSignedBy(key))
        {
            return new(UploadRefusal.BrokenChain, IngestPhrases.ForeignCheckpoint(batch.TerminalId));
        }

        var previous = batch.Previous;
        foreach (var frame in batch.Frames)
        {
            var entry = JournalFrame.Decode(frame.Span);
            if (!entry.Record.Sealed.IsEmpty && !JournalSeal.IsShaped(entry.Record.Sealed, previous!))
            {
                return new(UploadRefusal.BrokenChain, IngestPhrases.MisshapenSeal(batch.TerminalId, entry.Sequence.Value));
            }

            previous = new(entry.Sequence.Value, entry.FrameHash);
        }

        return null;
    }
}
