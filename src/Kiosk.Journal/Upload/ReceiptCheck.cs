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
        var (signed, tree) = (receipt.Content, new CompactRange());
        var walk = new ChainWalk(JournalFolder.Segments(journal) is { Count: > 0 } segments ? segments : throw new JournalException($"There is no journal in {journal}."));
        foreach (var entry in walk.Entries().TakeWhile(entry => entry.Sequence.Value <= signed.Size))
        {
            tree.Append(MerkleHash.OfLeaf(entry.FrameHash.Span));
        }

        return walk.TerminalId != signed.TerminalId
                ? new($"biên nhận này của máy {signed.TerminalId}, còn nhật ký trong {journal} là của máy {walk.TerminalId}", $"it is for terminal {signed.TerminalId}, and the journal in {journal} is terminal {walk.TerminalId}'s")
            : tree.Size < signed.Size
                ? new($"máy thu thập có {signed.Size} bản ghi, nhật ký trong {journal} chỉ có {tree.Size}: ở đây thiếu bản ghi", $"the collector holds {signed.Size} records, and the journal in {journal} only {tree.Size}: records are missing here")
            : !signed.Root.Span.SequenceEqual(tree.Root())
                ? new($"{signed.Size} bản ghi đầu của nhật ký trong {journal} không phải những bản ghi mà máy thu thập có", $"the first {signed.Size} records of the journal in {journal} are not those that the collector holds")
            : null;
    }
}
