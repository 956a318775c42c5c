using Kiosk.Journal.Upload;
using static Kiosk.Journal.Tests.JournalSamples;
using static Kiosk.Journal.Tests.Upload.UploadSamples;

namespace Kiosk.Journal.Tests.Upload;

public sealed class UploadBatchTests
{
    private static readonly UploadBatch Three = Batch(3);

    /// <summary>What is done to a whole batch, and what the refusal says.</summary>
    public static readonly TheoryData<string, Func<byte[], byte[]>, string> Malformed = new()
    {
        { "nothing", _ => [], "no batch" },
        { "the head only", batch => batch[..29], "not as long as its parts" },
        { "another version", batch => With(batch, 9, 2), "of version 1" },
        { "other bytes at the start", batch => With(batch, 0, (byte)'k'), "no batch" },
        { "a byte short", batch => batch[..^1], "not as long" },
        { "a byte long", batch => [.. batch, 0], "not as long" },
        { "501 frames", batch => With(With(batch, 18, 1), 19, 245), "exceeds 500 frames" },
        { "4 GB of frames", batch => With(batch, 20, 255), "exceeds 500 frames" },
        { "4 GB of checkpoint", batch => With(batch, 24, 255), "exceeds 500 frames" },
        { "no terminal", batch => With(batch, 28, 0), "not as long" },
        { "a terminal with a line end", batch => With(batch, 29, (byte)'\n'), "terminal id" },
        { "sequence 0", batch => With(batch, 17, 0), "begin at 1" },
        { "the end of all sequences", batch => With(batch, 10..18, 255), "begin at 1" },
        { "another first sequence", batch => With(batch, 17, 2), "Frame 2" },
        { "fewer frames than stated", batch => With(batch, 19, 4), "Frame 4 is not whole" },
        { "more frames than stated", batch => With(batch, 19, 2), "later frames" },
        { "a frame of 4 GB", batch => With(batch, 29 + Terminal.Length, 255), "Frame 1 is not whole" },
        { "a frame of no length", batch => With(batch, (29 + Terminal.Length)..(33 + Terminal.Length), 0), "Frame 1 is not whole" },
        { "a changed frame", batch => With(batch, 29 + Terminal.Length + 80, 1), "Frame 1" },
        { "a changed checkpoint", batch => With(batch, batch.Length - 400, (byte)'\n'), "" },
        { "a checkpoint that is no UTF-8", batch => With(batch, batch.Length - 1, 255), "UTF-8" },
    };

    [Fact]
    public void A_batch_reads_back_byte_for_byte()
    {
        var read = UploadBatch.Parse(Three.Encode());

        Assert.Equal((Terminal, 1UL, 3UL, 3UL), (read.TerminalId, read.FirstSequence, read.LastSequence, read.Checkpoint!.Content.Size));
        Assert.Equal(Three.Frames.Select(frame => frame.ToArray()), read.Frames.Select(frame => frame.ToArray()));
        Assert.Equal(ChainLink.Genesis(Terminal).Hash.ToArray(), read.Previous!.Hash.ToArray());
        Assert.True(read.Checkpoint.Note.IsSignedBy(Keys.Signer.Key));
        Assert.Equal(Three.Encode(), read.Encode());
    }

    [Fact]
    public void A_batch_without_frames_brings_a_checkpoint()
    {
        var read = UploadBatch.Parse((Three with { FirstSequence = 4, Frames = [] }).Encode());

        Assert.Equal((4UL, 3UL, 3UL), (read.FirstSequence, read.LastSequence, read.Checkpoint!.Content.Size));
        Assert.Null(read.Previous);
    }

    [Fact]
    public void The_largest_frame_fits() =>
        Assert.Single(UploadBatch.Parse(new UploadBatch(Terminal, 1, [Frame(1, ChainLink.Genesis(Terminal), JournalFrame.MaximumSealedLength)], null).Encode()).Frames);

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_no_batch_is_refused(string what, Func<byte[], byte[]> change, string says)
    {
        Assert.NotEmpty(what);
        Assert.Contains(says, Assert.Throws<FormatException>(() => UploadBatch.Parse(change(Three.Encode()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_that_does_not_continue_the_one_before_is_refused()
    {
        var spliced = Three with { Frames = [Three.Frames[0], Rehashed(Three.Frames[1], JournalFrame.PreviousHashOffset, 0), Three.Frames[2]] };

        Assert.Contains("Frame 2", Assert.Throws<FormatException>(() => UploadBatch.Parse(spliced.Encode())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_over_later_frames_or_of_another_terminal_is_refused()
    {
        Assert.Throws<FormatException>(() => UploadBatch.Parse((Three with { Frames = [.. Three.Frames.Take(2)] }).Encode()));
        Assert.Throws<FormatException>(() => UploadBatch.Parse((Three with { TerminalId = "hall-a-door-3" }).Encode()));
    }

    [Fact]
    public void More_than_500_frames_are_not_sent() =>
        Assert.Throws<InvalidOperationException>(() => (Three with { Frames = [.. Enumerable.Repeat(Three.Frames[0], 501)] }).Encode());

    [Fact]
    public void More_than_256_KiB_are_not_sent() =>
        Assert.Throws<InvalidOperationException>(() => (Three with { Frames = [.. Enumerable.Repeat(Frame(1, ChainLink.Genesis(Terminal), 65_536).AsMemory(), 4).Select(frame => (ReadOnlyMemory<byte>)frame)] }).Encode());

    private static byte[] With(byte[] batch, int offset, byte value) => With(batch, offset..(offset + 1), value);

    private static byte[] With(byte[] batch, Range range, byte value)
    {
        batch.AsSpan(range).Fill(value);
        return batch;
    }
}
