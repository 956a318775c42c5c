using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

/// <summary>A journal with its checkpoints at the next start.</summary>
public sealed class SignedJournalTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    private string Checkpoints => CheckpointFile.PathIn(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_checkpoint_vouches_for_all_that_was_acknowledged()
    {
        using var journal = Open(folder.Path);
        Append(journal, 1, 5);

        var signed = journal.SignCheckpoint()!;

        Assert.Equal((5UL, 1UL, 0UL), (signed.Content.Size, signed.Content.Number, journal.Unsigned));
        Assert.True(signed.Note.IsSignedBy(Keys.Signer.Key));
        Append(journal, 6, 7);
        Assert.Equal(2UL, journal.Unsigned);
    }

    /// <summary>The start's own record is signed at once: so long a journal had checkpoints, and without them its end could have been cut off unseen.</summary>
    [Theory]
    [InlineData(65, false)]
    [InlineData(64, true)]
    public void A_journal_longer_than_an_interval_without_any_checkpoint_is_refused_and_named(int frames, bool isWhole)
    {
        WriteSigned(folder.Path, frames, signedAt: [1, frames]);
        File.Delete(Checkpoints);

        var found = JournalVerifier.Verify(folder.Path, frames: Keys.Frames);
        var refused = Record.Exception(() => Open(folder.Path).Dispose());

        Assert.Equal((isWhole, isWhole), (found.IsWhole, refused is null));
        Assert.Equal(isWhole ? null : Checkpoints, found.Break?.Segment);
        Assert.Equal(isWhole, refused?.Message.Contains("the checkpoints were removed", StringComparison.Ordinal) is not true);
    }

    /// <summary>A receipt is a checkpoint that this terminal signed, kept beside the journal.</summary>
    [Fact]
    public void A_journal_without_the_checkpoint_that_its_receipt_holds_is_refused_and_named()
    {
        WriteSigned(folder.Path, 12, signedAt: [4, 12]);
        var receipted = FoundCheckpoints.ReadNewest(folder.Path).Newest!.Content;
        CheckInJournal.Open(folder.Path, Terminal, Keys, new DurableFiles(), receipted: receipted).Dispose();
        var earlier = File.ReadAllBytes(Checkpoints)[..^CheckpointFile.Encode(FoundCheckpoints.ReadNewest(folder.Path).Newest!.Note).Length];

        foreach (var left in (byte[][])[earlier, []])
        {
            File.WriteAllBytes(Checkpoints, left);
            var refused = Assert.ThrowsAny<JournalException>(() => CheckInJournal.Open(folder.Path, Terminal, Keys, new DurableFiles(), receipted: receipted));
            Assert.Contains("signed checkpoint 2 over 12 records, which the collector confirmed", refused.Message, StringComparison.Ordinal);
            Assert.Contains("checkpoint 2 over 12 records", JournalVerifier.Verify(folder.Path, frames: Keys.Frames, receipted: receipted).Break!.What.English, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_new_is_not_signed_again()
    {
        using var journal = Open(folder.Path);
        Assert.Null(journal.SignCheckpoint());
        Append(journal, 1, 1);
        journal.SignCheckpoint();
        var length = new FileInfo(Checkpoints).Length;

        journal.SignCheckpoint();

        Assert.Equal(length, new FileInfo(Checkpoints).Length);
    }

    [Fact]
    public void A_journal_goes_on_behind_its_checkpoint_as_if_all_had_been_read()
    {
        var segments = WriteSigned(folder.Path, 40, signedAt: [13, 14, 30]);

        using var journal = Open(folder.Path, segmentLength: 2_000);
        Append(journal, 41, 41);
        journal.SignCheckpoint();

        Assert.True(segments > 4);
        Assert.Equal((41UL, 0UL), (journal.Taps, journal.Unsigned));
        Assert.Equal(Morning.AddSeconds(41), journal.LastAttested);
        Assert.Equal((4, 41UL), Verified());
    }

    [Fact]
    public void Opening_reads_only_what_the_checkpoint_does_not_vouch_for()
    {
        WriteSigned(folder.Path, 40, signedAt: [40]);
        // Damage in a segment long signed is for `log verify` to find; a start must not take longer with each year.
        Flip(JournalFolder.SegmentPath(folder.Path, 1), 300);

        using var journal = Open(folder.Path, segmentLength: 2_000);

        Assert.Equal(40UL, journal.LastSequence.Value);
        Assert.Throws<JournalBrokenException>(() => journal.Read().Count());
    }

    [Fact]
    public void Records_that_were_signed_and_are_missing_keep_the_journal_closed()
    {
        var ends = JournalSamples.Write(folder.Path, 6);
        Sign();
        Shorten(1, ends[4]);

        Assert.Contains("holds 4 records, and this terminal signed that there are 6", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_that_were_signed_and_are_missing_keep_the_journal_closed()
    {
        JournalSamples.Write(folder.Path, 6);
        Sign();
        File.Delete(JournalFolder.SegmentPath(folder.Path, 1));

        Assert.Contains("holds 0 records, and this terminal signed that there are 6", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_record_in_the_place_of_a_signed_one_keeps_the_journal_closed()
    {
        JournalSamples.Write(folder.Path, 6);
        Sign();
        // The terminal's own keys, and other records: a journal begun anew over the old one's checkpoints.
        File.Delete(JournalFolder.SegmentPath(folder.Path, 1));
        var kept = File.ReadAllBytes(Checkpoints);
        File.Delete(Checkpoints);
        using (var other = Open(folder.Path))
        {
            Append(other, 11, 16);
        }

        File.WriteAllBytes(Checkpoints, kept);

        Assert.Contains("record 6 is not the one that the terminal signed", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_behind_the_checkpoint_that_somebody_without_the_key_added_keeps_the_journal_closed()
    {
        JournalSamples.Write(folder.Path, 6);
        Sign();
        Forge(Arrival(7));

        Assert.Contains("was not written by this terminal", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_checkpoint_the_key_alone_tells_the_terminals_own_records()
    {
        JournalSamples.Write(folder.Path, 6);
        using (var journal = Open(folder.Path))
        {
            Assert.Equal(6UL, journal.Unsigned);
        }

        Forge(Arrival(7));

        Assert.Contains("was not written by this terminal", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_another_key_keeps_the_journal_closed()
    {
        using (var journal = CheckInJournal.Open(folder.Path, Terminal, Keys with { Signer = TestJournalKeys.Of(Terminal, "another").Signer }, new DurableFiles()))
        {
            Append(journal, 1, 3);
            journal.SignCheckpoint();
        }

        Assert.Contains("is not signed by this terminal's key", Refusal(), StringComparison.Ordinal);
    }

    private void Sign()
    {
        using var journal = Open(folder.Path);
        journal.SignCheckpoint();
    }

    private (int Checkpoints, ulong Records) Verified()
    {
        var found = JournalVerifier.Verify(folder.Path, _ => Keys.Signer.Key);
        Assert.Null(found.Break);
        return (found.Signed.Checkpoints, found.Signed.Records);
    }

    private void Forge(JournalRecord record)
    {
        var last = JournalReader.Open(folder.Path).Read().Last();
        var frame = new byte[JournalFrame.LengthOf(record)];
        JournalFrame.Encode(record, new(last.Sequence.Value, last.FrameHash), new FrameKey(new byte[32]), frame);
        using var segment = File.Open(JournalFolder.Segments(folder.Path)[^1], FileMode.Append);
        segment.Write(frame);
    }

    private void Shorten(int segment, long length)
    {
        using var file = File.OpenWrite(JournalFolder.SegmentPath(folder.Path, segment));
        file.SetLength(length);
    }

    private static void Flip(string path, int at)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[at] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private string Refusal() => Assert.ThrowsAny<JournalException>(() => Open(folder.Path)).Message;
}
