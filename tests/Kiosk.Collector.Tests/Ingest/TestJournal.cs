using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Collector.Tests.Ingest;

/// <summary>A terminal's journal in memory: real frames and real signatures, without a disk.</summary>
/// <param name="whose">Another key makes another device under the same id.</param>
internal sealed class TestJournal(string terminalId, string whose = "test")
{
    public const string Meeting = "dai-hoi-2026";

    public static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 5, 0, TimeSpan.Zero);

    private readonly JournalKeys keys = TestJournalKeys.Of(terminalId, whose);
    private readonly List<ReadOnlyMemory<byte>> frames = [];
    private readonly List<CompactRange> trees = [new()];
    private ChainLink last = ChainLink.Genesis(terminalId);

    public string TerminalId => terminalId;

    public NoteKey Key => keys.Signer.Key;

    public IReadOnlyList<ReadOnlyMemory<byte>> Frames => frames;

    /// <summary>Appends arrivals of people with these numbers.</summary>
    public TestJournal Admit(int first, int count, string session = "phien-1", string? door = null)
    {
        for (var number = first; number < first + count; number++)
        {
            Append(Arrival(number, door ?? $"Cửa {terminalId}", session));
        }

        return this;
    }

    public static JournalRecord Arrival(int person, string door, string session = "phien-1") => new(
        new(Morning.AddSeconds(person), ClockTrust.Attested),
        JournalMode.Meeting,
        $"{Meeting}/{session}",
        door,
        PseudonymOf(person),
        JournalOutcome.Admitted,
        ReasonCode.Admitted,
        default,
        JournalCounts.Quorum);

    /// <summary>What a terminal records of its door's alarm.</summary>
    public static JournalRecord Alarm(string name, DateTimeOffset at, string door = "Kho") =>
        new(new(at, ClockTrust.Attested), JournalMode.Terminal, name, door, default, JournalOutcome.Note, ReasonCode.None, default);

    public static byte[] PseudonymOf(int person) => SHA256.HashData(Encoding.UTF8.GetBytes(person.ToString(CultureInfo.InvariantCulture)));

    public TestJournal Append(JournalRecord record)
    {
        var frame = new byte[JournalFrame.LengthOf(record)];
        var hash = JournalFrame.Encode(record, last, keys.Frames, frame);
        last = new(last.Sequence + 1, hash);
        frames.Add(frame);
        var tree = CompactRange.Restore(trees[^1].Size, trees[^1].Subtrees)!;
        tree.Append(MerkleHash.OfLeaf(hash));
        trees.Add(tree);
        return this;
    }

    /// <summary>The device key, owned by the caller.</summary>
    public ECDsa ExportKey() => ((TestNoteSigner)keys.Signer).CopyKey();

    /// <summary>The link that the next record will continue.</summary>
    public ChainLink Last => last;

    /// <param name="size">Number of frames that the checkpoint covers.</param>
    public SignedCheckpoint Sign(int size, string? signedBy = null, byte[]? root = null)
    {
        var content = new Checkpoint(
            terminalId, (ulong)size, root ?? trees[size].Root(), (ulong)size, keys.Kind, frames[size - 1][^JournalFrame.HashLength..], 1, 100, 0, null, trees[size].Subtrees);
        return new(content, SignedNote.Sign(content.ToText(), TestJournalKeys.Of(terminalId, signedBy ?? whose).Signer));
    }

    /// <summary>The frames from one number on, and a checkpoint of as many frames as said.</summary>
    /// <param name="first">From 1.</param>
    /// <param name="signed">0 for no checkpoint.</param>
    public UploadBatch Batch(int first, int count, int signed = 0) =>
        new(terminalId, (ulong)first, frames.GetRange(first - 1, count), signed == 0 ? null : Sign(signed));
}
