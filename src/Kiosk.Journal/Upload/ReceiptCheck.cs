using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Journal.Upload;

/// <summary>Compares a receipt with the journal that it is for.</summary>
internal static class ReceiptCheck
{
    /// <param name="journal">The folder of the terminal's journal, or of a copy.</param>
    /// <returns>Why the receipt does not vouch for this journal, to follow a colon; null if it does.</returns>
    /// <exception cref="JournalException">The journal is broken, missing or cannot be read.</exception>
    public static Phrase? FindObjection(UploadReceipt receipt, string journal)
    {
        var signed = receipt.Content;
        var walk = new ChainWalk(JournalFolder.Segments(journal) is { Count: > 0 } segments ? segments : throw JournalException.Missing(journal));
        var (last, tree) = ((JournalEntry?)null, new CompactRange());
        foreach (var entry in walk.Entries().TakeWhile(entry => entry.Sequence.Value <= signed.Size))
        {
            tree.Append(MerkleHash.OfLeaf(entry.FrameHash.Span));
            last = entry;
        }

        // The tree cannot be computed without the first records; the chain of hashes that ends in the last one covers the same.
        var (first, size) = (walk.First?.Sequence ?? 0, last?.Sequence.Value ?? 0);
        var isSame = first == 0 ? signed.Root.Span.SequenceEqual(tree.Root()) : signed.LastHash.Span.SequenceEqual(last is null ? default : last.FrameHash.Span);
        return walk.TerminalId != signed.TerminalId
                ? new($"biên nhận này của máy {signed.TerminalId}, còn nhật ký trong {journal} là của máy {walk.TerminalId}", $"it is for terminal {signed.TerminalId}, and the journal in {journal} is terminal {walk.TerminalId}'s")
            : signed.Size <= first
                ? new($"các bản ghi đến số {first} đã được xóa khỏi nhật ký trong {journal} sau khi máy thu thập xác nhận, nên không còn gì để so sánh", $"the records up to {first} were removed from the journal in {journal} once the collector had confirmed them, so there is nothing left to compare")
            : size < signed.Size
                ? new($"máy thu thập có {signed.Size} bản ghi, nhật ký trong {journal} chỉ có {size}: ở đây thiếu bản ghi", $"the collector holds {signed.Size} records, and the journal in {journal} only {size}: records are missing here")
            : !isSame
                ? new($"{signed.Size} bản ghi đầu của nhật ký trong {journal} không phải những bản ghi mà máy thu thập có", $"the first {signed.Size} records of the journal in {journal} are not those that the collector holds")
            : null;
    }
}
