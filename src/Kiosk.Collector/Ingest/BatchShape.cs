using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Ingest;

/// <summary>What a batch shows by itself, without what is stored: who signed its checkpoint, the shape of its sealed parts, and whether databases and pages can hold what its records say.</summary>
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
            // PostgreSQL takes no zero in a text; no page shows what has no local time.
            if (entry.Record is var record && (record.Context.Contains('\0') || record.Door.Contains('\0') || !UploadText.IsInstant(record.Clock.Instant)))
            {
                return new(UploadRefusal.BrokenChain, IngestPhrases.Unfit(batch.TerminalId, entry.Sequence.Value));
            }

            if (!entry.Record.Sealed.IsEmpty && !JournalSeal.IsShaped(entry.Record.Sealed, previous!))
            {
                return new(UploadRefusal.BrokenChain, IngestPhrases.MisshapenSeal(batch.TerminalId, entry.Sequence.Value));
            }

            previous = new(entry.Sequence.Value, entry.FrameHash);
        }

        return null;
    }
}
