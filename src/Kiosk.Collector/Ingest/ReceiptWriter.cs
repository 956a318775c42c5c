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

    /// <summary>Cosigns the newest checkpoint whose frames are all stored, and keeps the newest that waits for frames.</summary>
    /// <param name="checkpoint">The batch's, which matches; null if it had none.</param>
    /// <param name="key">The terminal's.</param>
    /// <returns>The standing with its newest receipt, and that receipt's tree if it is new.</returns>
    public async Task<(TerminalStanding Standing, CompactRange? Signed)> WriteAsync(SignedCheckpoint? checkpoint, TerminalStanding standing, NoteKey key, CancellationToken cancellationToken)
    {
        List<SignedCheckpoint> known = [.. ((SignedCheckpoint?[])[checkpoint, standing.Pending]).OfType<SignedCheckpoint>().OrderByDescending(one => one.Content.Size)];
        var after = standing with { Pending = known.Find(one => one.Content.Size > standing.Contiguous) };
        if (known.Find(one => one.Content.Size <= standing.Contiguous) is not { } covered || covered.Content.Size <= standing.ReceiptSize
            || !await MatchesAsync(covered, standing, cancellationToken))
        {
            return (after, null);
        }

        // Only what was verified is vouched for: other signatures stay behind.
        var own = covered.Note with { Signatures = [.. covered.Note.Signatures.Where(signature => signature.Name == key.Name)] };
        return (
            after with { ReceiptSize = covered.Content.Size, Receipt = CosignerKey.Cosign(own, cosigner, now).ToString() },
            await TreeAtAsync(covered.Content.Size, standing, cancellationToken));
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
