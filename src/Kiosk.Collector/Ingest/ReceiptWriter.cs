using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Ingest;

/// <summary>Cosigns checkpoints whose frames are all stored.</summary>
internal sealed class ReceiptWriter(TerminalTransaction transaction, INoteSigner cosigner, DateTimeOffset now)
{
    /// <summary>Whether a checkpoint is of the stored frames; true if not all of them are stored yet.</summary>
    public async Task<bool> MatchesAsync(SignedCheckpoint checkpoint, TerminalStanding standing, CancellationToken cancellationToken) =>
        checkpoint.Content.Size > standing.Contiguous || (await TreeAtAsync(checkpoint.Content.Size, standing, cancellationToken)).Root().AsSpan().SequenceEqual(checkpoint.Content.Root.Span);

    /// <param name="checkpoint">The batch's, which matches; null if it had none.</param>
    /// <param name="key">The terminal's.</param>
    /// <returns>The newest receipt, and the newest checkpoint that waits for frames.</returns>
    public async Task<(StoredReceipt? Receipt, SignedCheckpoint? Pending)> WriteAsync(SignedCheckpoint? checkpoint, TerminalStanding standing, NoteKey key, CancellationToken cancellationToken)
    {
        var newest = await transaction.NewestReceiptAsync(ulong.MaxValue, cancellationToken);
        List<SignedCheckpoint> known = [.. ((SignedCheckpoint?[])[checkpoint, standing.Pending]).OfType<SignedCheckpoint>().OrderByDescending(one => one.Content.Size)];
        var pending = known.Find(one => one.Content.Size > standing.Contiguous);
        if (known.Find(one => one.Content.Size <= standing.Contiguous) is { } covered && covered.Content.Size > (newest?.Size ?? 0)
            && await MatchesAsync(covered, standing, cancellationToken))
        {
            newest = await CosignAsync(covered, standing, key, cancellationToken);
        }

        return (newest, pending);
    }

    private async Task<StoredReceipt> CosignAsync(SignedCheckpoint checkpoint, TerminalStanding standing, NoteKey key, CancellationToken cancellationToken)
    {
        // Only what was verified is vouched for: other signatures stay behind.
        var own = checkpoint.Note with { Signatures = [.. checkpoint.Note.Signatures.Where(signature => signature.Name == key.Name)] };
        var receipt = new StoredReceipt(checkpoint.Content.Size, await TreeAtAsync(checkpoint.Content.Size, standing, cancellationToken), CosignerKey.Cosign(own, cosigner, now).ToString());
        await transaction.AddAsync(receipt, cancellationToken);
        return receipt;
    }

    private async Task<CompactRange> TreeAtAsync(ulong size, TerminalStanding standing, CancellationToken cancellationToken)
    {
        if (size == standing.Contiguous)
        {
            return standing.Tree;
        }

        var tree = (await transaction.NewestReceiptAsync(size, cancellationToken))?.Tree ?? new CompactRange();
        if (tree.Size < size)
        {
            foreach (var frame in await transaction.HashesAsync(tree.Size + 1, size, cancellationToken))
            {
                tree.Append(MerkleHash.OfLeaf(frame.Hash.Span));
            }
        }

        return tree;
    }
}
