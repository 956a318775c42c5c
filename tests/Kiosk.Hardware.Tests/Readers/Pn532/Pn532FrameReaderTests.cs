using FsCheck;
using FsCheck.Fluent;
using Kiosk.Hardware.Readers.Pn532;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

/// <summary>Frames as UM0701-02, 6.2.1, draws them; the vectors are the manual's own and worked out by hand.</summary>
public sealed class Pn532FrameReaderTests
{
    [Theory]
    [InlineData("0000FF02FED4022A00", 0xD4, 0x02, "")]
    [InlineData("0000FF06FAD50332010607E800", 0xD5, 0x03, "32010607")]
    [InlineData("00FF02FED4022A", 0xD4, 0x02, "")]
    [InlineData("555500000000FF02FED4022A00", 0xD4, 0x02, "")]
    public void A_normal_frame_is_read(string bytes, byte direction, byte code, string data)
    {
        var frame = Assert.Single(Read(bytes));

        Assert.Equal((Pn532FrameKind.Packet, direction, code, data), (frame.Kind, frame.Packet.Span[0], frame.Code, Convert.ToHexString(frame.Data.Span)));
    }

    [Theory]
    [InlineData("0000FF00FF00", Pn532FrameKind.Acknowledge)]
    [InlineData("0000FFFF0000", Pn532FrameKind.Repeat)]
    [InlineData("0000FF01FF7F8100", Pn532FrameKind.Error)]
    [InlineData("0000FF02FDD4022A00", Pn532FrameKind.Corrupt)]
    [InlineData("0000FF02FED4022B00", Pn532FrameKind.Corrupt)]
    [InlineData("0000FF01FF7E8200", Pn532FrameKind.Corrupt)]
    [InlineData("0000FFFFFF0200FED40000", Pn532FrameKind.Corrupt)]
    [InlineData("0000FFFFFF0000000000", Pn532FrameKind.Corrupt)]
    public void A_frame_without_data_or_with_a_wrong_sum_is_known(string bytes, object kind) => Assert.Equal(kind, Read(bytes)[0].Kind);

    [Fact]
    public void An_extended_frame_has_its_length_in_two_bytes()
    {
        var bytes = Pn532Frame.Encode(Pn532Frame.FromChip, 0x41, new byte[263]);

        Assert.Equal("0000FFFFFF0109F6D541", Convert.ToHexString(bytes[..10]));
        Assert.Equal("EA00", Convert.ToHexString(bytes[^2..]));
        Assert.Equal(263, Assert.Single(Read(bytes)).Data.Length);
    }

    [Theory]
    [InlineData(253, 0xFF)]
    [InlineData(252, 0xFE)]
    [InlineData(0, 0x02)]
    public void A_frame_is_normal_up_to_255_bytes(int dataLength, byte length)
    {
        var bytes = Pn532Frame.Encode(Pn532Frame.FromHost, 0x40, new byte[dataLength]);

        Assert.Equal(length, bytes[3]);
        Assert.Equal(dataLength, Assert.Single(Read(bytes)).Data.Length);
    }

    [Fact]
    public void More_than_the_chip_takes_is_not_encoded() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Pn532Frame.Encode(Pn532Frame.FromHost, 0x40, new byte[264]));

    [Fact]
    public void Behind_noise_and_a_broken_frame_the_next_one_is_found()
    {
        var kinds = Read("AA00FF0102FFFF00" + "0000FF02FED4022B00" + "0000FF00FF00").Select(frame => frame.Kind);

        Assert.Equal(Pn532FrameKind.Acknowledge, kinds.Last());
    }

    [Fact]
    public void Any_bytes_are_read_or_passed_over_and_a_frame_behind_them_in_pieces_is_found() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        Gen.Choose(1, 300).ToArbitrary(),
        (noise, length) =>
        {
            var reader = new Pn532FrameReader();
            reader.Append(noise);
            while (reader.TryRead(out _))
            {
            }

            // A gap ends what the noise began.
            reader.Clear();
            var frame = Pn532Frame.Encode(Pn532Frame.FromChip, 0x41, new byte[length % 263]);
            foreach (var piece in frame.Chunk(7))
            {
                reader.Append(piece);
            }

            return reader.TryRead(out var found) && found.Data.Length == length % 263;
        }).QuickCheckThrowOnFailure();

    private static List<Pn532Frame> Read(string hex) => Read(Convert.FromHexString(hex));

    private static List<Pn532Frame> Read(byte[] bytes)
    {
        var reader = new Pn532FrameReader();
        reader.Append(bytes);
        var frames = new List<Pn532Frame>();
        while (reader.TryRead(out var frame))
        {
            frames.Add(frame);
        }

        return frames;
    }
}
