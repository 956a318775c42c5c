using System.Globalization;
using System.Text;
using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>A proof that a record is in a terminal's journal, verifiable without the other records: a C2SP tlog-proof whose extra data is the frame.</summary>
/// <param name="Frame">The record's encoded <see cref="JournalFrame"/>.</param>
/// <param name="Checkpoint">The signed checkpoint that covers it.</param>
internal sealed record JournalProof(ReadOnlyMemory<byte> Frame, InclusionProof Inclusion, SignedNote Checkpoint)
{
    /// <summary>In characters: well above the longest frame in Base64, a path of 64 hashes and a signed note.</summary>
    public const int MaxLength = 262_144;

    private const string FirstLine = "c2sp.org/tlog-proof@v1";

    /// <exception cref="JournalException">There is no such record, no checkpoint covers it yet, or the journal is broken or cannot be read.</exception>
    public static JournalProof Create(string journal, ulong sequence)
    {
        var segments = JournalFolder.Segments(journal);
        if (segments.Count == 0)
        {
            throw JournalException.Missing(journal);
        }

        var checkpoints = FoundCheckpoints.Load(journal).Checkpoints;
        var checkpoint = checkpoints.FirstOrDefault(signed => signed.Content.Size >= sequence)
            ?? throw new JournalException(new(
                $"Bản ghi {sequence} chưa được ký, hoặc không có: mốc ký cuối cùng của nhật ký ở trước bản ghi đó.", $"Record {sequence} is not signed yet, or there is none: the journal's last checkpoint ends before it."));
        var walk = new ChainWalk(segments);
        var (before, leaves, frame) = ((CompactRange?)null, new List<byte[]>(), (byte[]?)null);
        foreach (var entry in walk.Entries().TakeWhile(entry => entry.Sequence.Value <= checkpoint.Content.Size))
        {
            before ??= Before(walk.First!.Sequence, checkpoints);
            if (entry.Sequence.Value > before.Size)
            {
                leaves.Add(MerkleHash.OfLeaf(entry.FrameHash.Span));
                frame = entry.Sequence.Value == sequence ? ReadFrame(JournalFolder.SegmentPath(journal, walk.Segment), walk.Offset, JournalFrame.LengthOf(entry.Record)) : frame;
            }
        }

        before ??= Before(walk.First!.Sequence, checkpoints);
        if (before.Size >= sequence)
        {
            throw new JournalException(new(
                $"Bản ghi {sequence} không còn trong nhật ký ở {journal}, hoặc nằm quá gần các bản ghi đã được xóa sau khi máy thu thập xác nhận: hãy lập bằng chứng từ một bản sao cũ hơn bằng kiosk log prove {sequence} --journal DIR.",
                $"Record {sequence} is no longer in the journal in {journal}, or too close to those that were removed once the collector had confirmed them: make the proof from an earlier copy, with kiosk log prove {sequence} --journal DIR."));
        }

        var proof = frame is not null && before.Size + (ulong)leaves.Count == checkpoint.Content.Size ? InclusionProof.Create(sequence - 1, before, leaves) : null;
        return proof?.RootFrom(leaves[(int)(sequence - 1 - before.Size)]) is { } root && checkpoint.Content.Root.Span.SequenceEqual(root)
            ? new(frame, proof, checkpoint.Note)
            : throw new JournalException(new(
                $"Nhật ký trong {journal} không phải nhật ký mà máy đã ký trong các mốc ký bên cạnh: hãy kiểm tra bằng kiosk log verify.", $"The journal in {journal} is not what the terminal signed in the checkpoints beside it: check it with kiosk log verify."));
    }

    // Of records that were removed, checkpoints still hold the tree: that of the first which covers them all.
    private static CompactRange Before(ulong removed, IReadOnlyList<SignedCheckpoint> checkpoints) =>
        removed > 0 && checkpoints.FirstOrDefault(signed => signed.Content.Size >= removed)?.Content is { } first ? CompactRange.Restore(first.Size, first.Subtrees.Span)! : new();

    /// <exception cref="FormatException">The text is not a proof.</exception>
    public static JournalProof Parse(string text)
    {
        // An editor or a mail may have added both.
        text = text.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        try
        {
            var end = text.IndexOf("\n\n", StringComparison.Ordinal);
            if (end > 0 && text[..end].Split('\n') is [FirstLine, var extra, var index, .. var path]
                && extra.StartsWith("extra ", StringComparison.Ordinal) && index.StartsWith("index ", StringComparison.Ordinal) && path.Length <= InclusionProof.MaxPathLength)
            {
                var note = SignedNote.Parse(text[(end + 2)..]);
                var size = Checkpoints.Checkpoint.Parse(note.Text).Size;
                return new(
                    Convert.FromBase64String(extra["extra ".Length..]),
                    new(ulong.Parse(index["index ".Length..], NumberStyles.None, CultureInfo.InvariantCulture), size, [.. path.Select(Convert.FromBase64String)]),
                    note);
            }
        }
        catch (Exception malformed) when (malformed is FormatException or OverflowException)
        {
            // Reported below for the whole text.
        }

        throw new FormatException($"This is not a proof as kiosk log prove writes it (first line {FirstLine}).");
    }

    /// <summary>Verifies the frame, its position, the path to the root and the signature.</summary>
    /// <param name="keyOf">Returns a terminal's public key by id; null if unknown.</param>
    /// <returns>The record, and why it is not proved; null if it is.</returns>
    public (JournalEntry? Entry, Phrase? Objection) Check(Func<string, NoteKey?> keyOf)
    {
        var signed = Checkpoints.Checkpoint.Parse(Checkpoint.Text);
        var frame = Frame.Span;
        if (frame.Length < JournalFrame.MinimumLength || frame.Length > JournalFrame.MaximumLength || JournalFrame.SequenceOf(frame) == 0
            || JournalFrame.Examine(frame, new(JournalFrame.SequenceOf(frame) - 1, frame[JournalFrame.PreviousHashOffset..JournalFrame.HeadLength].ToArray())) is not FrameFault.None)
        {
            return (null, new("bản ghi trong đó bị hư hỏng", "the record in it is damaged"));
        }

        var entry = JournalFrame.Decode(frame);
        return (entry, Objection(entry, signed, keyOf(signed.TerminalId)));
    }

    /// <summary>The proof's text, with LF line ends.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{FirstLine}\nextra {Convert.ToBase64String(Frame.Span)}\nindex {Inclusion.Index}\n");
        foreach (var hash in Inclusion.Path)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Convert.ToBase64String(hash)}\n");
        }

        return text.Append('\n').Append(Checkpoint).ToString();
    }

    private Phrase? Objection(JournalEntry entry, Checkpoint signed, NoteKey? key) =>
        key is null ? new(
            $"ở đây không biết khóa của máy {signed.TerminalId}: hãy nêu khóa công khai của máy bằng --terminals",
            $"the key of terminal {signed.TerminalId} is not known here: name its public key with --terminals")
        : !Checkpoint.IsSignedBy(key) ? new(
            $"mốc trong đó không được ký bằng khóa của máy {signed.TerminalId}", $"the checkpoint in it is not signed by the key of terminal {signed.TerminalId}")
        : entry.Sequence.Value - 1 != Inclusion.Index ? new(
            $"chỉ số {Inclusion.Index} không phải của bản ghi trong đó, là {entry.Sequence.Value - 1}", $"its index {Inclusion.Index} is not that of the record in it, {entry.Sequence.Value - 1}")
        : Inclusion.RootFrom(MerkleHash.OfLeaf(entry.FrameHash.Span)) is not { } root || !signed.Root.Span.SequenceEqual(root) ? new(
            "bản ghi trong đó không nằm trong số các bản ghi mà máy đã ký", "the record in it is not among those that the terminal signed")
        : null;

    private static byte[] ReadFrame(string segment, long end, int length)
    {
        using var file = RegularFile.Open(segment);
        var frame = new byte[length];
        return RandomAccess.Read(file, frame, end - length) == length ? frame : throw new JournalException(new(
            $"Phân đoạn nhật ký {segment} bị ngắn đi trong khi đang đọc.", $"The journal segment {segment} became shorter while it was read."));
    }
}
