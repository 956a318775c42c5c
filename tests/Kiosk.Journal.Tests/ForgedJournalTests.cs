using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

/// <summary>
/// A journal of 12 records, signed at 5 and at 10, changed by somebody who has the disk and not the keys. Each forgery computes everything anew that needs no key: hashes, chain, headers.
/// </summary>
public sealed class ForgedJournalTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public ForgedJournalTests() => Write(folder.Path, Terminal, Keys, 12);

    private string Segment => JournalFolder.SegmentPath(folder.Path, 1);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_journal_as_it_was_written_is_whole_and_its_last_two_records_are_not_signed_yet()
    {
        var found = Verify();

        Assert.Null(found.Break);
        Assert.Equal((12UL, 2, 10UL, 2UL), (found.Frames, found.Signed.Checkpoints, found.Signed.Records, found.Unsigned));
        Assert.Equal(Keys.Signer.Key.Id, found.Signed.KeyId);
    }

    [Fact]
    public void Without_a_key_the_checkpoints_are_compared_and_no_signature_is_vouched_for()
    {
        var found = JournalVerifier.Verify(folder.Path);

        Assert.Equal((true, 2, (uint?)null), (found.IsWhole, found.Signed.Checkpoints, found.Signed.KeyId));
    }

    [Theory]
    [InlineData(2, "record 1, or one after it up to record 5")]
    [InlineData(5, "record 1, or one after it up to record 5")]
    [InlineData(6, "record 6, or one after it up to record 10")]
    [InlineData(10, "record 6, or one after it up to record 10")]
    public void An_edited_record_is_named_by_the_checkpoint_that_signed_it(int edited, string place)
    {
        Rewrite(records => records.Select((record, index) => index + 1 == edited ? record with { Door = "Cửa số 9" } : record));

        Assert.Contains(place, Break(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(12)]
    public void With_the_terminals_own_key_the_forged_record_itself_is_named(int edited)
    {
        Rewrite(records => records.Select((record, index) => index + 1 == edited ? record with { Door = "Cửa số 9" } : record));

        var found = JournalVerifier.Verify(folder.Path, _ => Keys.Signer.Key, Keys.Frames);

        Assert.Equal((ulong)edited - 1, found.Frames);
        Assert.Contains("was not written by this terminal", found.Break!.What.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_record_is_found()
    {
        Rewrite(records => records.Where((_, index) => index != 6));

        Assert.Contains("record 6, or one after it up to record 10", Break(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_inserted_record_is_found()
    {
        Rewrite(records => [.. records.Take(7), Arrival(99), .. records.Skip(7)]);

        Assert.Contains("record 6, or one after it up to record 10", Break(), StringComparison.Ordinal);
    }

    [Fact]
    public void Records_in_another_order_are_found()
    {
        Rewrite(records => [.. records.Take(6), records.ElementAt(7), records.ElementAt(6), .. records.Skip(8)]);

        Assert.Contains("record 6, or one after it up to record 10", Break(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shortened_journal_is_found()
    {
        Rewrite(records => records.Take(8));

        Assert.Contains("the terminal signed 10 records, and there are 8: records 9 to 10 are missing", Break(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_whose_checkpoints_were_shortened_with_it_passes_for_what_is_left_and_no_more()
    {
        // What only a counter in hardware, or the collector's receipt, can tell.
        Rewrite(records => records.Take(5));
        var text = File.ReadAllText(CheckpointFile.PathIn(folder.Path));
        File.WriteAllText(CheckpointFile.PathIn(folder.Path), text[..(text.IndexOf("\n\nkiosk-journal", StringComparison.Ordinal) + 2)]);

        Assert.Equal((true, 5UL), (Verify().IsWhole, Verify().Frames));
    }

    [Fact]
    public void Records_of_another_terminal_are_found_where_they_were_put()
    {
        using var other = TestFolder.Fast();
        Write(other.Path, "hall-a-door-3", TestJournalKeys.Of("hall-a-door-3"), 12);
        File.Copy(JournalFolder.SegmentPath(other.Path, 1), Segment, overwrite: true);

        Assert.Contains("checkpoint 1 is of terminal hall-a-door-2, not hall-a-door-3", Break(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_journal_written_anew_is_not_signed_by_the_terminals_key()
    {
        Directory.Delete(folder.Path, recursive: true);
        Directory.CreateDirectory(folder.Path);
        Write(folder.Path, Terminal, TestJournalKeys.Of(Terminal, "forger"), 12);

        Assert.Contains($"checkpoint 1 is not signed by the key of terminal {Terminal}", Break(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_checkpoint_nothing_shows_who_wrote_the_records()
    {
        File.Delete(CheckpointFile.PathIn(folder.Path));

        Assert.Contains($"nothing shows that terminal {Terminal} wrote any of the 12 records", Break(), StringComparison.Ordinal);
        Assert.True(JournalVerifier.Verify(folder.Path, _ => Keys.Signer.Key, Keys.Frames).IsWhole);
    }

    [Theory]
    [InlineData("junk")]
    [InlineData("kiosk\r\n")]
    [InlineData("\n")]
    public void What_is_no_checkpoint_behind_the_last_one_is_found(string junk)
    {
        File.AppendAllText(CheckpointFile.PathIn(folder.Path), junk);

        Assert.Contains("does not begin a signed checkpoint", Break(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u001b[8m")]
    [InlineData("HN 01")]
    [InlineData("HN-01\nwhole")]
    public void A_terminal_is_called_nothing_that_could_be_taken_for_the_answer(string id)
    {
        File.WriteAllBytes(Segment, SegmentHeader.Encode(1, ChainLink.Genesis(id), id));

        var found = Verify();

        Assert.Equal((false, (string?)null), (found.IsWhole, found.TerminalId));
    }

    [Fact]
    public void A_checkpoint_left_out_is_found()
    {
        var text = File.ReadAllText(CheckpointFile.PathIn(folder.Path));
        File.WriteAllText(CheckpointFile.PathIn(folder.Path), text[(text.IndexOf("\n\nkiosk-journal", StringComparison.Ordinal) + 2)..]);

        Assert.Contains("checkpoint 2 stands where checkpoint 1 belongs", Break(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_that_states_another_place_of_the_key_is_found()
    {
        using (var journal = CheckInJournal.Open(folder.Path, Terminal, Keys with { Kind = "tpm" }, new DurableFiles()))
        {
            journal.SignCheckpoint();
        }

        Assert.Contains("checkpoint 3 says that the key is in tpm, and those before it file", Break(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_changed_on_the_disk_is_named_by_its_record()
    {
        var bytes = File.ReadAllBytes(Segment);
        bytes[^1] ^= 1;
        File.WriteAllBytes(Segment, bytes);

        var found = Verify();

        Assert.Equal((11UL, "the frame does not match its SHA-256"), (found.Frames, found.Break!.What.English));
    }

    private static void Write(string folder, string terminal, JournalKeys keys, int frames)
    {
        using var journal = CheckInJournal.Open(folder, terminal, keys, new DurableFiles());
        for (var number = 1; number <= frames; number++)
        {
            journal.Append(Arrival(number));
            if (number is 5 or 10)
            {
                journal.SignCheckpoint();
            }
        }
    }

    // The genuine frames up to the first change, and from there on everything that takes no key: the forger's tags are by a key of their own.
    private void Rewrite(Func<IEnumerable<JournalRecord>, IEnumerable<JournalRecord>> change)
    {
        JournalRecord[] genuine = [.. JournalReader.Open(folder.Path).Read().Select(entry => entry.Record)];
        JournalRecord[] forged = [.. change(genuine)];
        var same = forged.Zip(genuine).TakeWhile(pair => ReferenceEquals(pair.First, pair.Second)).Count();
        var last = ChainLink.Genesis(Terminal);
        using var segment = File.Create(Segment);
        segment.Write(SegmentHeader.Encode(1, last, Terminal));
        foreach (var (index, record) in forged.Index())
        {
            var frame = new byte[JournalFrame.LengthOf(record)];
            last = new(last.Sequence + 1, JournalFrame.Encode(record, last, index < same ? Keys.Frames : new FrameKey(new byte[32]), frame));
            segment.Write(frame);
        }
    }

    private JournalVerification Verify() => JournalVerifier.Verify(folder.Path, terminal => terminal == Terminal ? Keys.Signer.Key : null);

    private string Break() => Verify().Break?.What.English ?? "";
}
