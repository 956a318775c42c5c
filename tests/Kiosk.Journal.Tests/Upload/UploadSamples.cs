using System.Security.Cryptography;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests.Upload;

/// <summary>Sample frames with their checkpoint, and a collector's key.</summary>
internal static class UploadSamples
{
    public static readonly INoteSigner Collector = TestCollectorKey.Of("hall");

    public static readonly CosignerKey CollectorKey = CosignerKey.Of(Collector.Key);

    /// <summary>The first frames of the sample terminal's journal, with a checkpoint over all of them.</summary>
    public static UploadBatch Batch(int count)
    {
        var frames = new List<ReadOnlyMemory<byte>>();
        var (last, tree) = (ChainLink.Genesis(Terminal), new CompactRange());
        for (var number = 1; number <= count; number++)
        {
            var frame = Frame(number, last);
            frames.Add(frame);
            last = new(last.Sequence + 1, frame.AsMemory()[^JournalFrame.HashLength..]);
            tree.Append(MerkleHash.OfLeaf(last.Hash.Span));
        }

        var content = new Checkpoint(Terminal, tree.Size, tree.Root(), 1, "file", last.Hash, 1, 400, 0, null, tree.Subtrees);
        return new(Terminal, 1, frames, new(content, SignedNote.Sign(content.ToText(), Keys.Signer)));
    }

    public static byte[] Frame(int number, ChainLink previous, int sealedLength = 60)
    {
        var record = Arrival(number, sealedLength);
        var frame = new byte[JournalFrame.LengthOf(record)];
        JournalFrame.Encode(record, previous, Keys.Frames, frame);
        return frame;
    }

    /// <summary>A frame with its hash computed anew after an edit.</summary>
    public static byte[] Rehashed(ReadOnlyMemory<byte> frame, int offset, byte value)
    {
        var edited = frame.ToArray();
        edited[offset] = value;
        SHA256.HashData(edited.AsSpan()[..^JournalFrame.HashLength], edited.AsSpan()[^JournalFrame.HashLength..]);
        return edited;
    }
}
