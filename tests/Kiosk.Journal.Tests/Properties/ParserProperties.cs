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
}
