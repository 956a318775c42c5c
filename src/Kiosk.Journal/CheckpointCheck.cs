using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>Checks the frames of a journal against its checkpoints as they are read. Single use.</summary>
/// <param name="path">The checkpoint file.</param>
internal sealed class CheckpointCheck(string path, IReadOnlyList<SignedCheckpoint> checkpoints, Func<string, NoteKey?> keyOf)
{
    private CompactRange? tree = new();
    private NoteKey? key;
    private string? kind;
    private int agreed;
    private ulong counter;
    private bool hasBegun;

    public SignedStanding Standing { get; private set; }

    /// <exception cref="JournalBrokenException">A checkpoint belongs to another terminal, is not signed by its key, or covers other records.</exception>
    public void Add(JournalEntry entry, ChainWalk walk)
    {
        Begin(walk);
        tree?.Append(MerkleHash.OfLeaf(entry.FrameHash.Span));
        Compare(new(entry.Sequence.Value, entry.FrameHash), walk.TerminalId!);
    }

    /// <param name="isTagged">Whether each record was verified by the terminal's own frame key.</param>
    /// <param name="receipted">A checkpoint of this journal that a collector confirmed; null if none is known.</param>
    /// <exception cref="JournalBrokenException">Checkpoints are missing, the journal is shorter than a checkpoint states, or the terminal's key is known and no checkpoint covers anything.</exception>
    public void End(ChainWalk walk, bool isTagged, Checkpoint? receipted)
    {
        Begin(walk);
        if (checkpoints.Count == 0 && !isTagged && walk.Last is { Sequence: > 0 and var records } && keyOf(walk.TerminalId!) is not null)
        {
            throw new JournalBrokenException(new(path, 0, new(
                $"không có mốc ký nào, nên không có gì chứng minh máy {walk.TerminalId} đã ghi {records} bản ghi này",
                $"there is no checkpoint, so nothing shows that terminal {walk.TerminalId} wrote any of the {records} records")));
        }

        if (LostCheckpoints.FindFault(walk.Last?.Sequence ?? 0, checkpoints.Count == 0 ? null : checkpoints[^1].Content, receipted?.TerminalId == walk.TerminalId ? receipted : null) is { } lost)
        {
            throw new JournalBrokenException(new(path, 0, lost));
        }

        if (agreed < checkpoints.Count)
        {
            var missing = checkpoints[^1].Content;
            throw new JournalBrokenException(new(
                path, 0, new(
                    $"máy đã ký {missing.Size} bản ghi, còn ở đây có {walk.Last?.Sequence ?? 0}: thiếu các bản ghi từ {(walk.Last?.Sequence ?? 0) + 1} đến {missing.Size}",
                    $"the terminal signed {missing.Size} records, and there are {walk.Last?.Sequence ?? 0}: records {(walk.Last?.Sequence ?? 0) + 1} to {missing.Size} are missing")));
        }
    }

    // Of removed records only the checkpoints are left; the tree goes on from the first of them that covers what is still there.
    private void Begin(ChainWalk walk)
    {
        if (hasBegun)
        {
            return;
        }

        hasBegun = true;
        if (walk.First is { Sequence: > 0 } first)
        {
            tree = null;
            while (agreed < checkpoints.Count && checkpoints[agreed].Content.Size < first.Sequence)
            {
                RequireOwn(checkpoints[agreed], walk.TerminalId!);
            }

            Compare(first, walk.TerminalId!);
        }
    }

    private void Compare(ChainLink frame, string terminalId)
    {
        while (agreed < checkpoints.Count && checkpoints[agreed].Content.Size <= frame.Sequence)
        {
            CompareNext(frame, terminalId);
        }
    }

    private void CompareNext(ChainLink frame, string terminalId)
    {
        var content = checkpoints[agreed].Content;
        RequireOwn(checkpoints[agreed], terminalId);
        Require(
            content.Size == frame.Sequence && content.LastHash.Span.SequenceEqual(frame.Hash.Span) && (tree is null || content.Root.Span.SequenceEqual(tree.Root())),
            new(
                $"bản ghi {Standing.Records + 1}, hoặc một bản ghi sau đó đến bản ghi {content.Size}, không phải bản ghi mà máy đã ký trong mốc ký {agreed}",
                $"record {Standing.Records + 1}, or one after it up to record {content.Size}, is not what the terminal signed in checkpoint {agreed}"));
        tree ??= CompactRange.Restore(content.Size, content.Subtrees.Span)!;
        Standing = new(agreed, content.Size, key?.Id, kind);
    }

    private void RequireOwn(SignedCheckpoint signed, string terminalId)
    {
        var (content, number) = (signed.Content, agreed + 1);
        key ??= keyOf(terminalId);
        Require(content.TerminalId == terminalId, new($"mốc ký {number} là của máy {content.TerminalId}, không phải của {terminalId}", $"checkpoint {number} is of terminal {content.TerminalId}, not {terminalId}"));
        Require(content.Number == (ulong)number, new($"mốc ký {content.Number} nằm ở chỗ của mốc ký {number}", $"checkpoint {content.Number} stands where checkpoint {number} belongs"));
        Require(key is null || signed.Note.IsSignedBy(key), new($"mốc ký {number} không được ký bằng khóa của máy {terminalId}", $"checkpoint {number} is not signed by the key of terminal {terminalId}"));
        kind ??= content.KeyKind;
        Require(content.KeyKind == kind, new($"mốc ký {number} ghi nơi giữ khóa là {content.KeyKind}, còn các mốc trước đó ghi {kind}", $"checkpoint {number} says that the key is in {content.KeyKind}, and those before it {kind}"));
        Require(
            content.Counter.GetValueOrDefault() >= counter,
            new($"mốc ký {number} ghi bộ đếm {content.Counter.GetValueOrDefault()}, còn một mốc trước đó ghi {counter}", $"checkpoint {number} states the counter {content.Counter.GetValueOrDefault()}, and one before it {counter}"));
        counter = content.Counter.GetValueOrDefault();
        agreed = number;
    }

    private void Require(bool holds, Phrase otherwise)
    {
        if (!holds)
        {
            throw new JournalBrokenException(new(path, 0, otherwise));
        }
    }
}
