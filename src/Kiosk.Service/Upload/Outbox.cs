using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Sync;

namespace Kiosk.Service.Upload;

/// <summary>
/// Decides which records are sent next and keeps what the collector answered. The journal itself is the queue. A meeting in progress goes before history; the byte budget holds back history only.
/// Used by one thread, but <see cref="Notice"/> by whoever appends.
/// </summary>
/// <param name="pause">Called while a batch is read, and returns once there is time to go on.</param>
internal sealed class Outbox(CheckInJournal journal, UploadFolder folder, CosignerKey collector, ByteBudget budget, UploadState state, TimeProvider time, Action? pause = null)
{
    private const ulong MaxLive = 64;

    // A sync of the disk delays whoever taps meanwhile, and what is lost costs a few records sent twice and a receipt asked for again.
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(30);

    private readonly BatchReader reader = new(journal.Folder, journal.TerminalId, journal.Frames, pause);
    private UploadCursor cursor = UploadCursor.Start;
    private UploadCursor written = UploadCursor.Start;
    private UploadReceipt? unwritten;
    private long? writtenAt;
    private long parkedAt = time.GetTimestamp();
    private ulong parkedRetried;
    private ulong checkpointAsked;
    private ulong receipted;
    private ulong liveSince;
    private ulong firstPresent = 1;
    private bool hasAsked;
    private bool hasCompared;

    /// <summary>Whether so much waits that a batch takes a moment to read.</summary>
    public bool HasBacklog => cursor.Unsent(journal.LastSequence.Value) > MaxLive;

    /// <summary>Reads what was kept, and finds where a meeting in progress began.</summary>
    public void Begin()
    {
        cursor = folder.ReadCursor();
        // An old disk, or another journal: the collector says what it holds.
        cursor = cursor.Next - 1 > journal.LastSequence.Value ? UploadCursor.Start : cursor;
        written = cursor;
        receipted = folder.ReadReceipt() is { } receipt && receipt.FaultFor(journal.TerminalId, journal.DeviceKey, collector) is ReceiptFault.None ? receipt.Content.Size : 0;
        // A stick may have brought it.
        cursor = receipted > cursor.Contiguous && receipted <= journal.LastSequence.Value ? cursor.Stored(receipted + 1, receipted, receipted) : cursor;
        foreach (var entry in journal.Tail)
        {
            Notice(entry);
        }

        state.Begin(cursor, receipted);
        Shortened();
    }

    /// <summary>The journal's first records were removed, because the collector confirmed them.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public void Shortened() => firstPresent = reader.FirstPresent();

    /// <summary>Takes note of a record as it is appended.</summary>
    public void Notice(JournalEntry entry)
    {
        if (entry.Record.Mode is JournalMode.Meeting)
        {
            Interlocked.CompareExchange(ref liveSince, entry.Sequence.Value, 0);
        }
        else if (entry.Record.Outcome is not JournalOutcome.Note || TerminalNote.Parse(entry.Record.Context).Event is TerminalNote.ModeSwitched)
        {
            Interlocked.Exchange(ref liveSince, 0);
        }
    }

    /// <returns>Null if there is nothing to send now.</returns>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public UploadBatch? Next()
    {
        var (last, live) = (journal.LastSequence.Value, Interlocked.Read(ref liveSince));
        if (!hasAsked)
        {
            return reader.Read(cursor.Next, cursor.Next - 1);
        }

        if (live > cursor.Next && (live - cursor.Next > UploadBatch.MaxFrames || budget.Wait > TimeSpan.Zero))
        {
            cursor = cursor.BeginLive(live);
        }

        if (cursor.Next < firstPresent)
        {
            // An older backup of the collector: what is no longer here cannot be sent again.
            cursor = cursor.Park(new(cursor.Next, firstPresent - 1, Status: 0, OutboxPhrases.RemovedCode, time.GetUtcNow()));
            state.Moved(cursor);
        }

        return cursor.IsLive && cursor.LiveThrough < last ? reader.Read(cursor.LiveThrough + 1, last)
            : NextOfHistory(cursor.IsLive ? cursor.LiveFrom - 1 : last, isLive: live > 0 && cursor.Next >= live) ?? NextCheckpoint(last - journal.Unsigned) ?? NextParked();
    }

    /// <summary>Moves on by the answer to a batch.</summary>
    /// <param name="length">Of the encoded batch, in bytes.</param>
    /// <returns>The outcome, after comparing the answer with the journal.</returns>
    /// <exception cref="IOException">It cannot be written; memory has moved on all the same.</exception>
    public UploadOutcome Record(UploadBatch batch, int length, UploadOutcome outcome)
    {
        budget.Count(length);
        var judged = outcome is UploadOutcome.Stored { Answer.Contiguous: var collected } && collected > journal.LastSequence.Value
            ? new UploadOutcome.Refused(OutboxPhrases.Ahead(collected, journal.LastSequence.Value))
            : outcome;
        var receipt = judged is UploadOutcome.Stored { Answer: var answer } ? answer.ParseReceipt() : null;
        var isFalse = receipt is not null && receipt.FaultFor(journal.TerminalId, journal.DeviceKey, collector) is not ReceiptFault.None;
        Move(batch, judged);
        if (judged is UploadOutcome.Stored && batch.Frames.Count > 0 && cursor.Next == batch.FirstSequence)
        {
            judged = new UploadOutcome.Postponed(OutboxPhrases.NotStored);
        }

        if (EvidenceOfOlderState(batch, outcome, isFalse ? null : receipt) is { } evidence)
        {
            state.PutBack(evidence);
        }

        state.Ended(judged, length, isFalse ? OutboxPhrases.FalseReceipt : judged.Problem ?? ParkedProblem(), time.GetUtcNow());
        if (receipt is not null && !isFalse)
        {
            Keep(receipt);
        }

        if (cursor.Parked.Count != written.Parked.Count)
        {
            Write();
        }
        else
        {
            WriteIfDue();
        }

        return judged;
    }

    /// <summary>Writes the cursor and the newest receipt as far as they have changed, if the last time is a while ago.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void WriteIfDue()
    {
        if (writtenAt is not { } before || time.GetElapsedTime(before) >= WriteInterval)
        {
            Write();
        }
    }

    /// <summary>Writes the cursor and the newest receipt as far as they have changed.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public void Write()
    {
        if (unwritten is { } receipt)
        {
            folder.Keep(receipt, journal.DeviceKey);
            (unwritten, writtenAt) = (null, time.GetTimestamp());
        }

        if (cursor != written)
        {
            folder.Write(cursor);
            (written, writtenAt) = (cursor, time.GetTimestamp());
        }
    }

    // The first receipt shows all that happened before this start; later ones are of checkpoints sent since.
    private Words.Phrase? EvidenceOfOlderState(UploadBatch batch, UploadOutcome outcome, UploadReceipt? receipt)
    {
        if (receipt is not null && !hasCompared)
        {
            hasCompared = true;
            if (!journal.HasSigned(receipt.Content))
            {
                return OutboxPhrases.UnknownCheckpoint(receipt.Content.Number);
            }
        }

        return outcome switch
        {
            UploadOutcome.Stored { Answer.Contiguous: var collected } when collected > journal.LastSequence.Value => OutboxPhrases.Ahead(collected, journal.LastSequence.Value),
            UploadOutcome.Parked { Refusal.Code: UploadRefusal.Fork or UploadRefusal.BrokenChain } when batch.Frames.Count > 0 => OutboxPhrases.Forked(batch.FirstSequence, batch.LastSequence),
            _ => null,
        };
    }

    private UploadBatch? NextOfHistory(ulong end, bool isLive) =>
        cursor.Next <= end && (isLive || budget.Wait == TimeSpan.Zero) ? reader.Read(cursor.Next, end) : null;

    // A checkpoint is signed after its records were sent, as a rule.
    private UploadBatch? NextCheckpoint(ulong signed)
    {
        if (signed <= receipted || signed > cursor.Contiguous || signed == checkpointAsked)
        {
            return null;
        }

        checkpointAsked = signed;
        return reader.Read(cursor.Contiguous + 1, cursor.Contiguous);
    }

    private UploadBatch? NextParked()
    {
        if (cursor.Parked.Count == 0 || time.GetElapsedTime(parkedAt) < UploadSchedule.ParkedRetry || budget.Wait > TimeSpan.Zero)
        {
            return null;
        }

        if (cursor.Parked.Where(batch => batch.First > parkedRetried && batch.First >= firstPresent).MinBy(batch => batch.First) is { } again)
        {
            parkedRetried = again.First;
            return reader.Read(again.First, again.Last);
        }

        (parkedAt, parkedRetried) = (time.GetTimestamp(), 0);
        return null;
    }

    private void Move(UploadBatch batch, UploadOutcome outcome)
    {
        hasAsked |= outcome is not UploadOutcome.Postponed;
        switch (outcome)
        {
            case UploadOutcome.Stored stored:
                cursor = cursor.Stored(batch.FirstSequence, batch.LastSequence, stored.Answer.Contiguous);
                break;
            case UploadOutcome.Parked parked when batch.Frames.Count > 0:
                parkedAt = cursor.Parked.Count == 0 ? time.GetTimestamp() : parkedAt;
                cursor = cursor.Park(new(batch.FirstSequence, batch.LastSequence, parked.Status, parked.Refusal?.Code, time.GetUtcNow()));
                break;
            case UploadOutcome.Postponed or UploadOutcome.Refused:
                checkpointAsked = 0;
                break;
            default:
                break;
        }

        state.Moved(cursor);
    }

    private void Keep(UploadReceipt receipt)
    {
        if (receipt.Content.Size > receipted)
        {
            unwritten = receipt;
            receipted = receipt.Content.Size;
            state.Receipted(receipted);
        }
    }

    private Words.Phrase? ParkedProblem() => cursor.Parked is [var first, ..] ? first.Code == OutboxPhrases.RemovedCode ? OutboxPhrases.Removed(first.First, first.Last) : UploadPhrases.Parked(first.Status, first.Code is null ? null : new(first.Code, first.Code)) : null;
}
