using System.Text;
using Kiosk.Journal.Tests.Upload;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Properties;
using static Kiosk.Testing.Properties.Parsing;

namespace Kiosk.Journal.Tests.Properties;

/// <summary>Random bytes and mutated valid ones are either parsed or refused with the parser's own exception.</summary>
public sealed class ParserProperties
{
    private static readonly ChainLink Begin = new(0, new byte[JournalFrame.HashLength]);

    [Fact]
    public void SegmentHeader() => Holds<NeverException>([Journal.SegmentHeader.Encode(1, Begin, JournalSamples.Terminal)], bytes =>
        Assert.True(Journal.SegmentHeader.ReadTerminalId(bytes, out var length) is null || length <= bytes.Length));

    [Fact]
    public void JournalFrame_passes_examination_only_if_unmodified()
    {
        var record = JournalSamples.Arrival(1);
        var frame = new byte[JournalFrame.LengthOf(record)];
        JournalFrame.Encode(record, Begin, JournalSamples.Keys.Frames, frame);

        Holds<NeverException>([frame], bytes =>
        {
            if (JournalFrame.Examine(bytes, Begin) == FrameFault.None)
            {
                Assert.Equal(frame, bytes);
                JournalSamples.AssertSame(record, JournalFrame.Decode(bytes).Record);
            }
        });
    }

    [Fact]
    public void UploadBatch() => Holds<FormatException>([UploadSamples.Batch(2).Encode()], bytes => Assert.Equal(bytes, Journal.Upload.UploadBatch.Parse(bytes).Encode()));

    [Fact]
    public void UploadAnswer() => Holds<FormatException>([new UploadAnswer(2, UploadSamples.Batch(2).Checkpoint!.Note.ToString()).Encode()], bytes => Journal.Upload.UploadAnswer.Parse(bytes));

    [Fact]
    public void UploadRefusal() => Holds<NeverException>([new UploadRefusal(Journal.Upload.UploadRefusal.Fork, "Two.").Encode()], bytes => Journal.Upload.UploadRefusal.Parse(bytes));

    [Fact]
    public void ArrivalOfOtherDoor() => Holds<FormatException>(
        [Journal.Upload.ArrivalOfOtherDoor.Of(1, JournalSamples.Terminal, new(new(1), JournalSamples.Arrival(1), new byte[32]))!.Encode()],
        bytes => Journal.Upload.ArrivalOfOtherDoor.Parse(bytes));

    [Fact]
    public void CosignerKey() => Holds<FormatException>([Encoding.UTF8.GetBytes(UploadSamples.CollectorKey.ToString())], bytes => Journal.Upload.CosignerKey.Parse(Encoding.UTF8.GetString(bytes)));

    [Fact]
    public void NoteKey() => Holds<FormatException>([Encoding.UTF8.GetBytes(JournalSamples.Keys.Signer.Key.ToString())], bytes => Journal.Checkpoints.NoteKey.Parse(Encoding.UTF8.GetString(bytes)));
}
