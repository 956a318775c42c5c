using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Collector.Upstream;

/// <summary>
/// Decides which of a journal's stored frames are passed on next, and keeps what the upstream collector answered. The database is the queue; what stands behind a gap is a meeting that the terminal
/// sent before its history, and goes first here too. Used by one task at a time.
/// </summary>
/// <param name="begun">As it was kept.</param>
/// <param name="upstream">The upstream collector's key.</param>
internal sealed class TerminalRelay(PassedOn begun, JournalStore journals, UpstreamStore store, CosignerKey upstream, TimeProvider time)
{
    private readonly UploadSchedule refusals = new();
    private readonly Dictionary<ulong, DateTimeOffset> parkedAt = [];
    private PassedOn state = begun;
    private ulong checkpointAsked;
    private bool hasAsked;
    private DateTimeOffset pausedUntil = DateTimeOffset.MinValue;

    /// <summary>The name of the journal (<see cref="JournalName"/>).</summary>
    public string Journal => state.Journal;

    public string TerminalId => state.TerminalId;

    private UploadCursor Cursor => state.Cursor;

    /// <returns>Null if there is nothing to pass on now.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<UploadBatch?> NextAsync(CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() < pausedUntil)
        {
            return null;
        }

        if (!hasAsked)
        {
            return new(TerminalId, Cursor.Next, [], null);
        }

        var live = Cursor.IsLive ? await store.RunFromAsync(Journal, Cursor.LiveThrough + 1, cancellationToken) : null;
        if (live is { Frames.Count: > 0 } && live.First == Cursor.LiveThrough + 1)
        {
            return await BatchAsync(live, cancellationToken);
        }

        var run = await store.RunFromAsync(Journal, Cursor.Next, cancellationToken);
        if (run.Frames.Count > 0 && run.First > Cursor.Next && !Cursor.IsLive)
        {
            state = state with { Cursor = Cursor.BeginLive(run.First) };
            return await BatchAsync(run, cancellationToken);
        }

        return run.Frames.Count > 0 && run.First == Cursor.Next ? await BatchAsync(run, cancellationToken) : await CheckpointAsync(cancellationToken) ?? await ParkedAsync(cancellationToken);
    }

    /// <summary>Moves on by the answer to a batch, and writes down where.</summary>
    /// <returns>Whether the next batch may follow at once.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<bool> RecordAsync(UploadBatch batch, UploadOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is UploadOutcome.Postponed)
        {
            checkpointAsked = 0;
            return false;
        }

        var (now, before) = (time.GetUtcNow(), Cursor.Next);
        hasAsked = true;
        switch (outcome)
        {
            case UploadOutcome.Stored { Answer: var answer }:
                state = state with { Cursor = Cursor.Stored(batch.FirstSequence, batch.LastSequence, Math.Min(answer.Contiguous, SentWith(batch))), LastAnswer = now };
                state = await KeepAsync(answer.ParseReceipt(), now, cancellationToken);
                // An answer that stored nothing would have the same batch sent for ever.
                pausedUntil = batch.Frames.Count > 0 && batch.FirstSequence == before && Cursor.Next == before ? now + UploadSchedule.MaxRetryAtMeeting : pausedUntil;
                break;
            case UploadOutcome.Parked { Status: var status, Refusal: var refusal } when batch.Frames.Count > 0:
                parkedAt[batch.FirstSequence] = now;
                state = (state with { Cursor = Cursor.Park(new(batch.FirstSequence, batch.LastSequence, status, refusal?.Code, now)), LastAnswer = now }).With(outcome.Problem, now);
                break;
            case UploadOutcome.Refused:
                (hasAsked, pausedUntil) = (false, now + refusals.After(outcome, isAtMeeting: true));
                state = state.With(outcome.Problem, now);
                break;
            default:
                state = state.With(outcome.Problem, now);
                break;
        }

        await store.SaveAsync(state, cancellationToken);
        return now >= pausedUntil;
    }

    /// <summary>Notes that nothing of this terminal can be passed on.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task StopAsync(Phrase problem, CancellationToken cancellationToken)
    {
        if (state.Problem != problem)
        {
            state = state.With(problem, time.GetUtcNow());
            await store.SaveAsync(state, cancellationToken);
        }
    }

    // What the upstream has from elsewhere may be another journal under the same id: only sending shows whether it is this one.
    private ulong SentWith(UploadBatch batch) => new[] { Cursor.Next - 1, batch.LastSequence, Cursor.LiveThrough }.Max();

    private async Task<UploadBatch> BatchAsync(FrameRun run, CancellationToken cancellationToken) => new(TerminalId, run.First, run.Frames, await NewestSignedAsync(run.Last, cancellationToken));

    // A checkpoint is signed after its records were passed on, as a rule.
    private async Task<UploadBatch?> CheckpointAsync(CancellationToken cancellationToken)
    {
        if (await NewestSignedAsync(Cursor.Contiguous, cancellationToken) is not { } signed || signed.Content.Size == checkpointAsked)
        {
            return null;
        }

        checkpointAsked = signed.Content.Size;
        return new(TerminalId, Cursor.Contiguous + 1, [], signed);
    }

    private async Task<UploadBatch?> ParkedAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (Cursor.Parked.FirstOrDefault(batch => now - parkedAt.GetValueOrDefault(batch.First) >= UploadSchedule.ParkedRetry) is not { } parked)
        {
            return null;
        }

        parkedAt[parked.First] = now;
        var run = await store.RunFromAsync(Journal, parked.First, cancellationToken);
        return await BatchAsync(run with { Frames = [.. run.Frames.Take((int)parked.Count)] }, cancellationToken);
    }

    /// <returns>The newest checkpoint over at most so many frames that the upstream has not confirmed; null if there is none.</returns>
    private async Task<SignedCheckpoint?> NewestSignedAsync(ulong size, CancellationToken cancellationToken)
    {
        var receipt = await journals.NewestReceiptAsync(Journal, size, cancellationToken);
        var confirmed = receipt is null ? null : UploadReceipt.Parse(receipt.Note);
        var pending = (await journals.FindAsync(Journal, cancellationToken))?.Pending;
        var newest = pending is not null && pending.Content.Size <= size ? pending : confirmed is null ? null : new(confirmed.Content, confirmed.Note);
        return newest?.Content.Size > state.ReceiptSize ? newest : null;
    }

    private async Task<PassedOn> KeepAsync(UploadReceipt? receipt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var problem = Cursor.Parked is [var first, ..] ? UploadPhrases.Parked(first.Status, first.Code is null ? null : new(first.Code, first.Code)) : null;
        if (receipt is null || receipt.Content.Size <= state.ReceiptSize)
        {
            return state.With(problem, now);
        }

        var key = (await journals.FindAsync(Journal, cancellationToken))?.Key;
        return receipt.FaultFor(TerminalId, key, upstream) is ReceiptFault.None
            ? (state with { ReceiptSize = receipt.Content.Size, Receipt = receipt.ToString() }).With(problem, now)
            : state.With(UpstreamPhrases.FalseReceipt, now);
    }
}
