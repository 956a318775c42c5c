using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Webhooks;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Ingest;

/// <summary>
/// Takes in batches: verifies one against its terminal's key and against what is stored of the journal that this key signs, stores it, and answers with the newest cosigned checkpoint. A batch that was stored before changes nothing
/// and gets the same answer, so that an answer may be lost.
/// </summary>
/// <param name="cosigner">The collector's key.</param>
/// <param name="outbox">Null if nobody is told of events.</param>
/// <param name="isReplaced">Whether a terminal's key is no longer in force; null if that is not known of any.</param>
internal sealed class BatchIngest(JournalStore store, INoteSigner cosigner, TimeProvider time, WebhookOutbox? outbox = null, Func<string, NoteKey, bool>? isReplaced = null)
{
    /// <summary>A terminal signs every 64 records, and a batch of 500 may end before its next checkpoint.</summary>
    private const ulong MaxUnsigned = 1_000;

    /// <param name="key">The terminal's, as its certificate has it.</param>
    /// <param name="isPassedOn">A hall sends it: beyond what the terminal has signed, only a few records are believed.</param>
    /// <exception cref="StorageException">The database cannot be used: the terminal sends the batch again.</exception>
    public Task<IngestOutcome> StoreAsync(UploadBatch batch, NoteKey key, CancellationToken cancellationToken, bool isPassedOn = false)
    {
        if (BatchShape.FindFault(batch, key) is { } refused)
        {
            return Task.FromResult<IngestOutcome>(refused);
        }

        var now = time.GetUtcNow();
        return store.ChangeAsync(
            batch.TerminalId, key, earlier => isReplaced?.Invoke(batch.TerminalId, earlier) is true, now, async transaction => await StoreAsync(transaction, batch, key, now, isPassedOn, cancellationToken) with { Journal = transaction.Standing.Journal }, cancellationToken);
    }

    private async Task<IngestOutcome> StoreAsync(TerminalTransaction transaction, UploadBatch batch, NoteKey key, DateTimeOffset now, bool isPassedOn, CancellationToken cancellationToken)
    {
        if (isPassedOn && UnsignedAfter(batch, transaction.Standing) > MaxUnsigned)
        {
            return new IngestOutcome.Refused(UploadRefusal.Unsigned, IngestPhrases.Unsigned(batch.TerminalId, MaxUnsigned));
        }

        var frames = batch.Frames.Select(frame => new VerifiedFrame(JournalFrame.Decode(frame.Span), frame)).ToList();
        var stored = await FindStoredAsync(transaction, batch, cancellationToken);
        if (await FindContradictionAsync(transaction, batch, frames, stored, cancellationToken) is { } contradiction)
        {
            await KeepAsync(transaction, frames, stored, now, cancellationToken);
            return contradiction;
        }

        var added = frames.Where(frame => !stored.ContainsKey(frame.Entry.Sequence.Value)).ToList();
        await transaction.InsertAsync(added, cancellationToken);
        await transaction.SettleAsync(added, cancellationToken);
        await (outbox ?? WebhookOutbox.None).AddAsync(transaction, added, now, cancellationToken);
        var advanced = await AdvanceAsync(transaction, frames, stored.ContainsKey(batch.LastSequence + 1), cancellationToken);
        var receipts = new ReceiptWriter(transaction, cosigner, now);
        if (batch.Checkpoint is { } checkpoint && !await receipts.MatchesAsync(checkpoint, advanced, cancellationToken))
        {
            return new IngestOutcome.Refused(UploadRefusal.BrokenChain, IngestPhrases.ContradictedCheckpoint(batch.TerminalId, checkpoint.Content.Size));
        }

        var (after, signed) = await receipts.WriteAsync(batch.Checkpoint, advanced, key, cancellationToken);
        await transaction.SaveAsync(after with { Highest = Math.Max(after.Highest, batch.LastSequence), Key = key, LastSeen = now }, signed, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new IngestOutcome.Stored(new(after.Contiguous, after.Receipt), [.. frames.Select(frame => frame.Entry)], [.. added.Select(frame => frame.Entry)]);
    }

    private static ulong UnsignedAfter(UploadBatch batch, TerminalStanding standing)
    {
        var signed = new[] { standing.ReceiptSize, standing.Pending?.Content.Size ?? 0, batch.Checkpoint?.Content.Size ?? 0 }.Max();
        return batch.LastSequence - Math.Min(batch.LastSequence, signed);
    }

    /// <returns>The hashes of stored frames with the batch's numbers, and of those before and after them.</returns>
    private static async Task<Dictionary<ulong, ReadOnlyMemory<byte>>> FindStoredAsync(TerminalTransaction transaction, UploadBatch batch, CancellationToken cancellationToken)
    {
        var standing = transaction.Standing;
        // As a rule a batch follows everything stored, and the database needs not be asked.
        return batch.FirstSequence == standing.Contiguous + 1 && standing.Highest == standing.Contiguous
            ? new() { [standing.Contiguous] = standing.LastHash }
            : (await transaction.HashesAsync(batch.FirstSequence - 1, batch.LastSequence + 1, cancellationToken)).ToDictionary(frame => frame.Sequence, frame => frame.Hash);
    }

    /// <summary>Compares the batch with stored frames of the same numbers, and with the frames before and after it.</summary>
    private static async Task<IngestOutcome.Refused?> FindContradictionAsync(
        TerminalTransaction transaction, UploadBatch batch, List<VerifiedFrame> frames, Dictionary<ulong, ReadOnlyMemory<byte>> stored, CancellationToken cancellationToken)
    {
        if (batch.Previous is not { } previous)
        {
            return null;
        }

        if (frames.Find(frame => stored.TryGetValue(frame.Entry.Sequence.Value, out var hash) && !hash.Span.SequenceEqual(frame.Entry.FrameHash.Span)) is { } other)
        {
            return new(UploadRefusal.Fork, IngestPhrases.Fork(batch.TerminalId, other.Entry.Sequence.Value));
        }

        stored[0] = ChainLink.Genesis(batch.TerminalId).Hash;
        if (stored.TryGetValue(batch.FirstSequence - 1, out var before) && !before.Span.SequenceEqual(previous.Hash.Span))
        {
            return new(UploadRefusal.BrokenChain, IngestPhrases.BrokenChain(batch.TerminalId, batch.FirstSequence));
        }

        var after = stored.ContainsKey(batch.LastSequence + 1) ? await transaction.PreviousHashOfAsync(batch.LastSequence + 1, cancellationToken) : null;
        return after is { } next && !next.Span.SequenceEqual(frames[^1].Entry.FrameHash.Span)
            ? new(UploadRefusal.BrokenChain, IngestPhrases.BrokenChain(batch.TerminalId, batch.LastSequence))
            : null;
    }

    private static async Task KeepAsync(
        TerminalTransaction transaction, List<VerifiedFrame> frames, Dictionary<ulong, ReadOnlyMemory<byte>> stored, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var frame in frames.Where(frame => !stored.TryGetValue(frame.Entry.Sequence.Value, out var hash) || !hash.Span.SequenceEqual(frame.Entry.FrameHash.Span)))
        {
            await transaction.AddForkAsync(frame, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Moves the end of the contiguous part on over the batch, and over frames that were stored behind a gap which the batch closes.</summary>
    private static async Task<TerminalStanding> AdvanceAsync(TerminalTransaction transaction, List<VerifiedFrame> frames, bool closesGap, CancellationToken cancellationToken)
    {
        var standing = transaction.Standing;
        if (frames.Count == 0 || frames[0].Entry.Sequence.Value > standing.Contiguous + 1 || frames[^1].Entry.Sequence.Value <= standing.Contiguous)
        {
            return standing;
        }

        var tree = CompactRange.Restore(standing.Contiguous, standing.Tree.Subtrees)!;
        var last = standing.LastHash;
        foreach (var frame in frames.Where(frame => frame.Entry.Sequence.Value > standing.Contiguous))
        {
            last = frame.Entry.FrameHash;
            tree.Append(MerkleHash.OfLeaf(last.Span));
        }

        if (closesGap)
        {
            foreach (var frame in (await transaction.HashesAsync(tree.Size + 1, ulong.MaxValue, cancellationToken)).TakeWhile((frame, index) => frame.Sequence == frames[^1].Entry.Sequence.Value + (ulong)index + 1))
            {
                last = frame.Hash;
                tree.Append(MerkleHash.OfLeaf(last.Span));
            }
        }

        return standing with { Contiguous = tree.Size, LastHash = last, Tree = tree };
    }
}
