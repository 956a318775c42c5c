using Kiosk.Journal.Checkpoints;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

public sealed class JournalProofTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public JournalProofTests()
    {
        using var journal = Open(folder.Path, segmentLength: 2_000);
        for (var number = 1; number <= 12; number++)
        {
            journal.Append(Arrival(number));
            if (number is 5 or 11)
            {
                journal.SignCheckpoint();
            }
        }
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_signed_record_is_proved_without_the_others() => Assert.All(Enumerable.Range(1, 11), number =>
    {
        var proof = JournalProof.Parse(JournalProof.Create(folder.Path, (ulong)number).ToString());

        var (entry, objection) = proof.Check(KeyOf);

        Assert.Null(objection);
        AssertSame(Arrival(number), entry!.Record);
        Assert.Equal((ulong)number, entry.Sequence.Value);
    });

    [Fact]
    public void A_proof_is_of_the_first_checkpoint_that_covers_the_record()
    {
        Assert.Equal(5UL, JournalProof.Create(folder.Path, 5).Inclusion.Size);
        Assert.Equal(11UL, JournalProof.Create(folder.Path, 6).Inclusion.Size);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    public void A_record_that_is_not_signed_is_not_proved(ulong number) =>
        Assert.Contains($"Record {number} is not signed yet", Assert.Throws<JournalException>(() => JournalProof.Create(folder.Path, number)).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_a_journal_that_somebody_wrote_anew_beside_its_checkpoints_nothing_is_proved()
    {
        Array.ForEach(Directory.GetFiles(folder.Path, "*.seg"), File.Delete);
        using (var forged = Open(folder["forged"], segmentLength: 2_000))
        {
            Array.ForEach([.. Enumerable.Range(2, 12)], number => forged.Append(Arrival(number)));
        }

        Array.ForEach(Directory.GetFiles(folder["forged"], "*.seg"), path => File.Copy(path, folder[Path.GetFileName(path)]));

        Assert.Contains("is not what the terminal signed", Assert.Throws<JournalException>(() => JournalProof.Create(folder.Path, 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_terminals_key_nothing_is_proved() =>
        Assert.Contains("is not known here", JournalProof.Create(folder.Path, 3).Check(_ => null).Objection!.English, StringComparison.Ordinal);

    [Fact]
    public void A_checkpoint_of_another_key_proves_nothing() => Assert.Contains(
        "is not signed by the key", JournalProof.Create(folder.Path, 3).Check(_ => TestJournalKeys.Of(Terminal, "forger").Signer.Key).Objection!.English, StringComparison.Ordinal);

    [Fact]
    public void A_changed_record_is_not_proved()
    {
        var proof = JournalProof.Create(folder.Path, 3);

        Assert.All(Enumerable.Range(0, proof.Frame.Length), at =>
        {
            var frame = proof.Frame.ToArray();
            frame[at] ^= 1;
            Assert.NotNull((proof with { Frame = frame }).Check(KeyOf).Objection);
        });
    }

    [Fact]
    public void A_record_written_anew_with_its_hash_is_not_proved()
    {
        var record = Arrival(99);
        var frame = new byte[JournalFrame.LengthOf(record)];
        var before = JournalReader.Open(folder.Path).Read().ElementAt(1);
        JournalFrame.Encode(record, new(2, before.FrameHash), Keys.Frames, frame);

        Assert.Equal("the record in it is not among those that the terminal signed", (JournalProof.Create(folder.Path, 3) with { Frame = frame }).Check(KeyOf).Objection!.English);
    }

    [Fact]
    public void Another_signed_record_does_not_stand_for_this_one()
    {
        var (third, fourth) = (JournalProof.Create(folder.Path, 3), JournalProof.Create(folder.Path, 4));

        Assert.Contains("is not that of the record in it", (third with { Frame = fourth.Frame }).Check(KeyOf).Objection!.English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    public void An_index_beyond_all_records_is_not_proved(ulong index)
    {
        var proof = JournalProof.Create(folder.Path, 3);

        Assert.NotNull(JournalProof.Parse((proof with { Inclusion = proof.Inclusion with { Index = index } }).ToString()).Check(KeyOf).Objection);
    }

    [Fact]
    public void A_record_with_the_number_0_is_not_proved()
    {
        var frame = JournalProof.Create(folder.Path, 1).Frame.ToArray();
        frame.AsSpan(JournalFrame.SequenceOffset, 8).Clear();
        System.Security.Cryptography.SHA256.HashData(frame.AsSpan()[..^32], frame.AsSpan()[^32..]);

        Assert.Equal("the record in it is damaged", (JournalProof.Create(folder.Path, 1) with { Frame = frame }).Check(KeyOf).Objection!.English);
    }

    [Fact]
    public void An_editors_byte_order_mark_and_line_ends_change_nothing() =>
        Assert.Null(JournalProof.Parse("\uFEFF" + JournalProof.Create(folder.Path, 3).ToString().ReplaceLineEndings("\r\n")).Check(KeyOf).Objection);

    [Fact]
    public void Where_there_is_no_journal_that_is_said() =>
        Assert.Contains("There is no journal in", Assert.Throws<JournalException>(() => JournalProof.Create(folder["none"], 3)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 1\n\nx\n")]
    [InlineData("c2sp.org/tlog-proof@v2\nextra AA==\nindex 1\n\nx\n")]
    public void What_is_no_proof_is_refused(string text) => Assert.Throws<FormatException>(() => JournalProof.Parse(text));

    [Fact]
    public void A_proof_with_a_line_missing_is_refused_or_not_proved()
    {
        var lines = JournalProof.Create(folder.Path, 3).ToString().Split('\n')[..^1];

        Assert.All(Enumerable.Range(0, lines.Length), index =>
        {
            var text = string.Concat(lines.Where((_, at) => at != index).Select(line => line + "\n"));
            Assert.True(Refuses(text) || JournalProof.Parse(text).Check(KeyOf).Objection is not null);
        });
    }

    private static bool Refuses(string text) => Record.Exception(() => JournalProof.Parse(text)) is FormatException;

    private static NoteKey? KeyOf(string terminal) => terminal == Terminal ? Keys.Signer.Key : null;
}
