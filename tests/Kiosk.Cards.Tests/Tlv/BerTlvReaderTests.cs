using System.Buffers;
using Kiosk.Cards.Tlv;

namespace Kiosk.Cards.Tests.Tlv;

public sealed class BerTlvReaderTests
{
    [Theory]
    [InlineData("5300", 0x53, "")]
    [InlineData("5301AB", 0x53, "AB")]
    [InlineData("538101AB", 0x53, "AB")]
    [InlineData("53820001AB", 0x53, "AB")]
    [InlineData("5383000001AB", 0x53, "AB")]
    [InlineData("7F4901AB", 0x7F49, "AB")]
    [InlineData("5FC10101AB", 0x5FC101, "AB")]
    public void Tags_of_three_bytes_and_lengths_of_four_are_read(string hex, uint tag, string value)
    {
        var reader = new BerTlvReader(Convert.FromHexString(hex));

        var tlv = reader.Read();

        Assert.Equal(new BerTag(tag), tlv.Tag);
        Assert.Equal(value, Convert.ToHexString(tlv.Value));
        Assert.True(reader.IsAtEnd);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("53", "no length")]
    [InlineData("5302AB", "a length past the end")]
    [InlineData("53FF", "a length of 127 bytes")]
    [InlineData("5380AB0000", "an indefinite length")]
    [InlineData("538401000000", "a length of four bytes after the first")]
    [InlineData("538500000000", "a length of five bytes after the first")]
    [InlineData("5381", "half a length")]
    [InlineData("538200", "half a long length")]
    [InlineData("5383FFFFFF", "16 MB that are not there")]
    [InlineData("0001AB", "a padding byte for a tag")]
    [InlineData("5F", "half a tag")]
    [InlineData("5FC1", "two thirds of a tag")]
    [InlineData("5FC1C101", "a tag of four bytes")]
    [InlineData("5F8001AB", "a tag number with a leading zero")]
    [InlineData("5F1E01AB", "a tag number that fits one byte")]
    public void Anything_else_is_refused(string hex, string what)
    {
        var exception = Record.Exception(() => Read(Convert.FromHexString(hex)));

        Assert.True(exception is BerTlvException, $"{what}: {exception}");
    }

    [Fact]
    public void The_wrong_tag_and_bytes_at_the_end_are_refused()
    {
        Assert.Throws<BerTlvException>(() => new BerTlvReader([0x53, 0]).Read(new BerTag(0x70)));
        Assert.Throws<BerTlvException>(() => new BerTlvReader([0x53, 0]).ThrowIfNotAtEnd());
    }

    [Fact]
    public void A_hundred_tags_inside_one_another_are_refused_at_the_bound()
    {
        var nested = Array.Empty<byte>();
        for (var depth = 0; depth < 100; depth++)
        {
            nested = BerTlvWriter.Encode(new BerTag(0x7C), nested);
        }

        Assert.Equal(BerTlvReader.MaxDepth, Depth(nested));
    }

    [Fact]
    public void Random_bytes_are_either_read_or_refused_with_the_own_exception()
    {
        var random = new Random(28);
        var read = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var input = new byte[random.Next(40)];
            random.NextBytes(input);
            var exception = Record.Exception(() => Read(input));
            Assert.True(exception is null or BerTlvException, Convert.ToHexString(input));
            read += exception is null ? 1 : 0;
        }

        Assert.InRange(read, 1, 49_999);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x7F)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    [InlineData(0x100)]
    [InlineData(0xFFFF)]
    [InlineData(0x10000)]
    public void What_was_written_is_read_again(int length)
    {
        var value = new byte[length];
        Random.Shared.NextBytes(value);
        var output = new ArrayBufferWriter<byte>();
        foreach (var tag in new uint[] { 0x53, 0x7F49, 0x5FC101 })
        {
            BerTlvWriter.Write(output, new BerTag(tag), value);
        }

        var reader = new BerTlvReader(output.WrittenSpan);

        Assert.Equal(value, reader.Read(new BerTag(0x53)));
        Assert.Equal(value, reader.Read(new BerTag(0x7F49)));
        Assert.Equal(value, reader.Read(new BerTag(0x5FC101)));
        reader.ThrowIfNotAtEnd();
    }

    [Fact]
    public void More_than_three_length_bytes_are_never_written() =>
        Assert.Throws<ArgumentException>(() => BerTlvWriter.Encode(new BerTag(0x53), new byte[0x1000000]));

    private static void Read(ReadOnlySpan<byte> input)
    {
        var reader = new BerTlvReader(input);
        do
        {
            reader.Read();
        }
        while (!reader.IsAtEnd);
    }

    private static int Depth(ReadOnlySpan<byte> nested)
    {
        var reader = new BerTlvReader(nested);
        for (var depth = 0; ; depth++)
        {
            try
            {
                reader = reader.Enter(new BerTag(0x7C));
            }
            catch (BerTlvException)
            {
                return depth;
            }
        }
    }
}
