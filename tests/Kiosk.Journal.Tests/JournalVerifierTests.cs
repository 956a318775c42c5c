using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

public sealed class JournalVerifierTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_whole_journal_is_reported_with_its_counts()
    {
        using var journal = Open(folder.Path, segmentLength: 700);
        JournalReceipt[] receipts = [.. Enumerable.Range(1, 5).Select(number => journal.Append(Arrival(number)))];

        var found = JournalVerifier.Verify(folder.Path);

        Assert.True(found.IsWhole);
        Assert.Equal((Terminal, 3, 5UL), (found.TerminalId, found.Segments, found.Frames));
        Assert.Equal((new JournalSequence(1), new JournalSequence(5)), (found.FirstSequence, found.LastSequence));
        Assert.Equal(receipts[^1].FrameHash.ToArray(), found.LastHash.ToArray());
        Assert.Null(found.Torn);
    }

    [Fact]
    public void An_empty_journal_is_whole()
    {
        Write(folder.Path, frames: 0);

        var found = JournalVerifier.Verify(folder.Path);

        Assert.True(found.IsWhole);
        Assert.Equal((0UL, new JournalSequence(0)), (found.Frames, found.FirstSequence));
    }

    [Fact]
    public void The_first_break_is_located_for_any_flipped_bit()
    {
        var ends = Write(folder.Path, frames: 4);
        var segment = JournalFolder.SegmentPath(folder.Path, 1);
        var whole = File.ReadAllBytes(segment);

        for (var position = 0; position < whole.Length; position++)
        {
            var changed = whole.ToArray();
            changed[position] ^= 0x01;
            File.WriteAllBytes(segment, changed);

            var found = JournalVerifier.Verify(folder.Path);

            var start = ends.Where(end => end <= position).Append(0).Max();
            Assert.Equal((segment, start), (found.Break!.Segment, found.Break.Offset));
            Assert.Equal(Math.Max(0, ends.Count(end => end <= position) - 1), (int)found.Frames);
        }
    }

    [Fact]
    public void A_frame_being_written_is_not_a_break_and_is_left_alone()
    {
        Write(folder.Path, frames: 2);
        var segment = JournalFolder.SegmentPath(folder.Path, 1);
        var writing = File.ReadAllBytes(segment)[..^20];
        File.WriteAllBytes(segment, writing);

        var found = JournalVerifier.Verify(folder.Path);

        Assert.True(found.IsWhole);
        Assert.Equal(1UL, found.Frames);
        Assert.NotNull(found.Torn);
        Assert.Equal(writing, File.ReadAllBytes(segment));
    }

    [Fact]
    public void A_missing_segment_is_a_break()
    {
        Write(folder.Path, frames: 5, segmentLength: 600);
        File.Delete(JournalFolder.SegmentPath(folder.Path, 2));

        Assert.Equal("the segment is missing", JournalVerifier.Verify(folder.Path).Break!.What.English);
    }

    [Fact]
    public void Verifying_a_missing_journal_is_refused() =>
        Assert.Throws<JournalException>(() => JournalVerifier.Verify(folder.Path));
}
