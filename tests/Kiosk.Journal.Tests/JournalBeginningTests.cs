using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

/// <summary>A journal whose first segments were removed because a collector holds their records.</summary>
public sealed class JournalBeginningTests : IDisposable
{
    private const string Session = "dai-hoi-2026/phien-1";
    private const int SegmentLength = 800;

    private static readonly INoteSigner Collector = TestCollectorKey.Of("hall");

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly int removed;

    public JournalBeginningTests()
    {
        using var journal = Open(folder.Path, segmentLength: SegmentLength);
        for (var number = 1; number <= 12; number++)
        {
            journal.Append(Arrival(number));
            journal.SignCheckpoint();
        }

        var receipt = FoundCheckpoints.Load(folder.Path).Checkpoints[8];
        removed = receipt.Content.Segment - 1;
        JournalBeginning.Of(receipt, Keys.Frames).Write(folder.Path, new DurableFiles());
        Remove(1, removed);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_opens_goes_on_and_is_whole()
    {
        using (var journal = Reopen())
        {
            Assert.Equal(13UL, journal.Append(Arrival(13)).Sequence.Value);
        }

        var found = JournalVerifier.Verify(folder.Path, _ => Keys.Signer.Key);

        Assert.Equal((true, 13UL, 12UL), (found.IsWhole, found.Frames, found.Signed.Records));
        Assert.InRange(found.FirstSequence.Value, 2UL, 9UL);
    }

    [Fact]
    public void Who_came_in_before_is_known_by_the_extracts()
    {
        using var journal = Reopen();

        Assert.Equal(12, journal.ArrivalsIn(Session).Count);
        Assert.InRange(journal.Read().Count(), 1, 11);
    }

    [Fact]
    public void Without_an_extract_nobody_guesses()
    {
        File.Delete(ArrivalExtract.PathIn(folder.Path, 1));
        using var journal = Reopen();

        var refusal = Assert.Throws<JournalBrokenException>(() => journal.ArrivalsIn(Session));

        Assert.Contains("00000001.arrivals", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_more_may_not_be_missing()
    {
        Remove(removed + 1, removed + 1);

        Assert.Throws<JournalBrokenException>(() => Reopen());
        Assert.Contains("the segment is missing", JournalVerifier.Verify(folder.Path).Break!.What.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_file_that_says_so_the_first_segments_are_missing()
    {
        File.Delete(JournalBeginning.PathIn(folder.Path));

        Assert.Contains("00000001.seg", Assert.Throws<JournalBrokenException>(() => Reopen()).Message, StringComparison.Ordinal);
        Assert.False(JournalVerifier.Verify(folder.Path).IsWhole);
    }

    [Fact]
    public void Nobody_without_the_terminals_key_can_say_so()
    {
        JournalBeginning.Of(FoundCheckpoints.Load(folder.Path).Checkpoints[^1], TestJournalKeys.Of(Terminal, "other").Frames).Write(folder.Path, new DurableFiles());

        Assert.Contains("did not remove it", Assert.Throws<JournalBrokenException>(() => Reopen()).Message, StringComparison.Ordinal);
        Assert.False(JournalVerifier.Verify(folder.Path, frames: Keys.Frames).IsWhole);
    }

    [Fact]
    public void Elsewhere_only_the_collectors_signature_shows_that_what_is_missing_was_confirmed()
    {
        var forged = JournalBeginning.Of(FoundCheckpoints.Load(folder.Path).Checkpoints[^1], TestJournalKeys.Of(Terminal, "other").Frames);
        forged.Write(folder.Path, new DurableFiles());

        var unknown = JournalVerifier.Verify(folder.Path, _ => Keys.Signer.Key);
        var refused = JournalVerifier.Verify(folder.Path, _ => Keys.Signer.Key, isConfirmed: IsConfirmed);
        (forged with { Receipt = forged.Receipt with { Note = CosignerKey.Cosign(forged.Receipt.Note, Collector, Morning) } }).Write(folder.Path, new DurableFiles());
        var confirmed = JournalVerifier.Verify(folder.Path, _ => Keys.Signer.Key, isConfirmed: IsConfirmed);

        Assert.Equal((true, false), (unknown.IsWhole, unknown.IsRemovalShown));
        Assert.Contains("the collector did not sign the receipt in it", refused.Break!.What.English, StringComparison.Ordinal);
        Assert.Equal((true, true), (confirmed.IsWhole, confirmed.IsRemovalShown));
    }

    [Fact]
    public void A_receipt_for_another_journal_of_the_terminal_is_none_for_this_one()
    {
        using (var other = Open(folder["other"], segmentLength: SegmentLength))
        {
            for (var number = 101; number <= 112; number++)
            {
                other.Append(Arrival(number));
                other.SignCheckpoint();
            }
        }

        var receipt = FoundCheckpoints.Load(folder["other"]).Checkpoints[8];
        JournalBeginning.Of(receipt with { Note = CosignerKey.Cosign(receipt.Note, Collector, Morning) }, Keys.Frames).Write(folder.Path, new DurableFiles());

        Assert.Contains("this terminal did not write it", JournalVerifier.Verify(folder.Path, _ => Keys.Signer.Key, isConfirmed: IsConfirmed).Break!.What.English, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_still_there_is_proved_by_the_tree_that_the_checkpoints_hold()
    {
        var first = (int)JournalVerifier.Verify(folder.Path).FirstSequence.Value;

        Assert.All(Enumerable.Range(first, 13 - first), number =>
        {
            var (entry, objection) = JournalProof.Create(folder.Path, (ulong)number).Check(_ => Keys.Signer.Key);

            Assert.Null(objection);
            Assert.Equal((ulong)number, entry!.Sequence.Value);
        });
        Assert.Contains($"Record {first - 1} is no longer in the journal", Assert.Throws<JournalException>(() => JournalProof.Create(folder.Path, (ulong)first - 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edited_record_that_is_still_there_is_found()
    {
        var first = JournalFolder.Segments(folder.Path)[0];
        using (var file = File.OpenHandle(first, FileMode.Open, FileAccess.Write))
        {
            RandomAccess.Write(file, [0xFF], 300);
        }

        Assert.Equal(first, JournalVerifier.Verify(folder.Path, _ => Keys.Signer.Key).Break!.Segment);
    }

    private static bool IsConfirmed(SignedNote note) => CosignerKey.Of(Collector.Key).CosignedAt(note) is not null;

    private CheckInJournal Reopen() => Open(folder.Path, segmentLength: SegmentLength);

    private void Remove(int first, int last)
    {
        for (var number = first; number <= last; number++)
        {
            File.Delete(JournalFolder.SegmentPath(folder.Path, number));
        }
    }
}
