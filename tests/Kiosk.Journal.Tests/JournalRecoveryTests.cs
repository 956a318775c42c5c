using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests;

public sealed class JournalRecoveryTests : IDisposable
{
    private const int Frames = 4;
    private const int SectorLength = 512;

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly string segment;
    private readonly long[] ends;
    private readonly byte[] whole;

    public JournalRecoveryTests()
    {
        segment = JournalFolder.SegmentPath(folder.Path, 1);
        ends = Write(folder.Path, Frames);
        whole = File.ReadAllBytes(segment);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Truncation_anywhere_in_the_last_two_frames_keeps_all_frames_before_it()
    {
        for (var length = ends[^3]; length <= ends[^1]; length++)
        {
            File.WriteAllBytes(segment, whole[..(int)length]);
            var survivors = ends.Count(end => end <= length) - 1;

            using (var journal = Open(folder.Path))
            {
                Assert.Equal((ulong)survivors, journal.Recovery.Frames);
                Assert.Equal(length - ends[survivors], journal.Recovery.Cut?.LengthInBytes ?? 0);
                journal.Append(Arrival(100));
            }

            Assert.Equal(survivors + 1, JournalReader.Open(folder.Path).Read().Count());
        }
    }

    [Fact]
    public void The_truncated_tail_is_kept_in_a_copy()
    {
        File.WriteAllBytes(segment, whole[..^7]);

        using var journal = Open(folder.Path);

        var cut = journal.Recovery.Cut!;
        Assert.Equal((segment, ends[^2]), (cut.Segment, cut.Offset));
        Assert.Equal($"{segment}.{ends[^2]}.torn", cut.KeptAs);
        Assert.Equal(whole[(int)ends[^2]..^7], File.ReadAllBytes(cut.KeptAs));
        Assert.Equal(whole[..(int)ends[^2]], File.ReadAllBytes(segment));
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_refused_and_nothing_is_changed()
    {
        for (var position = 0; position < whole.Length; position++)
        {
            var changed = whole.ToArray();
            changed[position] ^= (byte)(1 << (position % 8));

            AssertRefused(changed);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(SectorLength)]
    [InlineData(JournalFrame.MaximumLength)]
    public void Allocated_but_unwritten_storage_is_truncated(int zeros)
    {
        File.WriteAllBytes(segment, [.. whole, .. new byte[zeros]]);

        using var journal = Open(folder.Path);

        Assert.Equal(Frames, (int)journal.Recovery.Frames);
        Assert.Equal(zeros, journal.Recovery.Cut!.LengthInBytes);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, int.MaxValue)]
    public void A_last_frame_of_full_length_with_an_unwritten_sector_is_truncated(int from, int to)
    {
        ReplaceLast(Arrival(Frames, sealedLength: 3 * SectorLength), out var start);
        var torn = File.ReadAllBytes(segment);
        var boundary = (start / SectorLength) + 1;
        var first = from == 0 ? start : (boundary + from - 1) * SectorLength;
        var end = to == int.MaxValue ? torn.Length : (boundary + to - 1) * SectorLength;
        torn.AsSpan(first..end).Clear();
        File.WriteAllBytes(segment, torn);

        using var journal = Open(folder.Path);

        Assert.Equal(Frames - 1, (int)journal.Recovery.Frames);
        Assert.Equal(start, journal.Recovery.Cut!.Offset);
    }

    [Fact]
    public void An_unwritten_sector_before_a_whole_frame_is_damage()
    {
        var damaged = whole.ToArray();
        damaged.AsSpan((int)ends[1]..(int)ends[2]).Clear();

        AssertRefused(damaged);
    }

    [Fact]
    public void A_frame_whose_stated_length_covers_the_next_one_is_damage()
    {
        var damaged = whole.ToArray();
        damaged[(int)ends[^3] + 2] = 0x40;

        AssertRefused(damaged);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("cut here")]
    public void Bytes_that_no_append_would_leave_are_damage(string added) =>
        AssertRefused([.. whole, .. System.Text.Encoding.ASCII.GetBytes(added)]);

    [Fact]
    public void A_tail_longer_than_one_frame_is_damage() => AssertRefused([.. whole, .. new byte[JournalFrame.MaximumLength + 1]]);

    [Fact]
    public void A_duplicated_frame_is_damage() => AssertRefused([.. whole, .. whole[(int)ends[^2]..]]);

    [Fact]
    public void A_removed_frame_is_damage() => AssertRefused([.. whole[..(int)ends[1]], .. whole[(int)ends[2]..]]);

    [Fact]
    public void A_truncated_segment_before_the_last_is_damage()
    {
        using var several = new TestFolder();
        Write(several.Path, frames: 6, segmentLength: 600);
        var first = JournalFolder.SegmentPath(several.Path, 1);
        File.WriteAllBytes(first, File.ReadAllBytes(first)[..^1]);

        var refusal = Assert.Throws<JournalBrokenException>(() => Open(several.Path));

        Assert.Equal(first, refusal.Break.Segment);
    }

    [Fact]
    public void A_missing_segment_is_named()
    {
        using var several = new TestFolder();
        Write(several.Path, frames: 6, segmentLength: 600);
        var second = JournalFolder.SegmentPath(several.Path, 2);
        File.Delete(second);

        var refusal = Assert.Throws<JournalBrokenException>(() => Open(several.Path));

        Assert.Equal(new JournalBreak(second, 0, new("thiếu phân đoạn này", "the segment is missing")), refusal.Break);
    }

    [Fact]
    public void A_segment_of_another_terminal_is_damage()
    {
        using var several = new TestFolder();
        Write(several.Path, frames: 1);
        using var foreign = new TestFolder();
        using (var other = CheckInJournal.Open(foreign.Path, "other", TestJournalKeys.Of("other"), new Durability.DurableFiles(), segmentLength: 1))
        {
            other.Append(Arrival(1));
            other.Append(Arrival(2));
        }

        File.Copy(JournalFolder.SegmentPath(foreign.Path, 2), JournalFolder.SegmentPath(several.Path, 2));

        Assert.Throws<JournalBrokenException>(() => Open(several.Path));
    }

    [Fact]
    public void A_segment_with_only_a_header_is_continued()
    {
        using var several = new TestFolder();
        Write(several.Path, frames: 2, segmentLength: 1);
        var second = JournalFolder.SegmentPath(several.Path, 2);
        using (var header = File.OpenWrite(second))
        {
            header.SetLength(SegmentHeader.LengthFor(Terminal));
        }

        using var journal = Open(several.Path);

        Assert.Equal(new RecoveryReport(2, 1, null), journal.Recovery);
        Assert.Equal(new JournalSequence(2), journal.Append(Arrival(2)).Sequence);
    }

    private void ReplaceLast(JournalRecord record, out int start)
    {
        start = (int)ends[^2];
        File.WriteAllBytes(segment, whole[..start]);
        using var journal = Open(folder.Path);
        journal.Append(record);
    }

    private void AssertRefused(byte[] content)
    {
        File.WriteAllBytes(segment, content);

        var refusal = Assert.ThrowsAny<JournalException>(() => Open(folder.Path));

        Assert.Contains(segment, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllBytes(segment));
        Assert.Equal(["00000001.seg", "writer.lock"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
    }
}
