using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;

namespace Kiosk.Journal.Tests.Upload;

public sealed class BatchReaderTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly BatchReader reader;

    public BatchReaderTests() => reader = new(folder.Path, Terminal);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Batches_read_one_after_another_are_the_whole_journal()
    {
        Write(1_203, signEach: 64, segmentLength: 20_000);

        List<UploadBatch> batches = [reader.Read(1, 1_203), reader.Read(501, 1_203), reader.Read(1_001, 1_203)];

        Assert.Equal([500, 500, 203], batches.Select(batch => batch.Frames.Count));
        Assert.Equal([448UL, 960UL, 1_152UL], batches.Select(batch => batch.Checkpoint!.Content.Size));
        Assert.All(batches, batch => UploadBatch.Parse(batch.Encode()));
        Assert.Equal(batches[0].Frames[^1][^JournalFrame.HashLength..].ToArray(), batches[1].Previous!.Hash.ToArray());
    }

    [Fact]
    public void A_batch_from_anywhere_is_found_forwards_and_backwards()
    {
        Write(200, signEach: 64, segmentLength: 5_000);

        Assert.Equal([150UL, 7UL, 200UL, 1UL], new ulong[] { 150, 7, 200, 1 }.Select(first => JournalFrame.SequenceOf(reader.Read(first, 200).Frames[0].Span)));
        Assert.Null(reader.Read(1, 63).Checkpoint);
        Assert.Equal(64UL, reader.Read(1, 64).Checkpoint!.Content.Size);
    }

    [Fact]
    public void What_is_appended_later_is_read_on_into_new_segments()
    {
        using var journal = Open(folder.Path, segmentLength: 2_000);
        Append(journal, 1, 3);
        Assert.Equal(3UL, reader.Read(1, 3).LastSequence);

        Append(journal, 4, 40);
        journal.SignCheckpoint();

        var batch = reader.Read(4, 40);
        Assert.Equal((40UL, 40UL), (batch.LastSequence, batch.Checkpoint!.Content.Size));
    }

    [Fact]
    public void A_batch_without_frames_brings_the_newest_checkpoint()
    {
        Write(65, signEach: 64);

        var batch = reader.Read(66, 65);

        Assert.Equal((0, 64UL), (batch.Frames.Count, batch.Checkpoint!.Content.Size));
    }

    [Fact]
    public void A_batch_is_never_longer_than_allowed()
    {
        using var journal = Open(folder.Path);
        for (var number = 1; number <= 6; number++)
        {
            journal.Append(Arrival(number, JournalFrame.MaximumSealedLength));
        }

        Assert.Equal([3, 3], [reader.Read(1, 6).Frames.Count, reader.Read(4, 6).Frames.Count]);
    }

    [Fact]
    public void A_frame_that_rotted_on_the_disk_is_not_sent()
    {
        Write(5, signEach: 64);
        var segment = JournalFolder.SegmentPath(folder.Path, 1);
        var bytes = File.ReadAllBytes(segment);
        bytes[^100] ^= 1;
        File.WriteAllBytes(segment, bytes);

        Assert.Equal(4, reader.Read(1, 4).Frames.Count);
        Assert.Throws<JournalBrokenException>(() => reader.Read(1, 5));
    }

    [Fact]
    public void A_frame_that_the_terminals_key_did_not_tag_is_not_sent()
    {
        Write(5, signEach: 64);
        var forged = new byte[JournalFrame.LengthOf(Arrival(6))];
        var last = JournalVerifier.Verify(folder.Path);
        JournalFrame.Encode(Arrival(6), new(5, last.LastHash), TestJournalKeys.Of(Terminal, "forger").Frames, forged);
        File.AppendAllBytes(JournalFolder.SegmentPath(folder.Path, 1), forged);
        var own = new BatchReader(folder.Path, Terminal, Keys.Frames);

        Assert.Equal(5, own.Read(1, 5).Frames.Count);
        Assert.Contains("was not written by this terminal", Assert.Throws<JournalBrokenException>(() => own.Read(1, 6)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_is_not_there_is_said_to_be_missing()
    {
        Write(5, signEach: 64);

        Assert.Contains("no record", Assert.Throws<JournalException>(() => reader.Read(7, 9)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_more_urgent_is_let_go_first_between_two_frames()
    {
        Write(5, signEach: 64);
        var pauses = 0;

        var batch = new BatchReader(folder.Path, Terminal, pause: () => pauses++).Read(2, 5);

        Assert.Equal((4, 4), (batch.Frames.Count, pauses));
    }

    private void Write(int count, int signEach, long segmentLength = CheckInJournal.DefaultSegmentLength)
    {
        using var journal = Open(folder.Path, segmentLength: segmentLength);
        for (var number = 1; number <= count; number++)
        {
            journal.Append(Arrival(number));
            _ = number % signEach == 0 ? journal.SignCheckpoint() : null;
        }
    }
}
