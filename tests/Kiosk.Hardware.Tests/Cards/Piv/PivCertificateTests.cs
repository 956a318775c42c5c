using System.IO.Compression;
using Kiosk.Hardware.Cards.Piv;
using Kiosk.Hardware.Readers;

namespace Kiosk.Hardware.Tests.Cards.Piv;

public sealed class PivCertificateTests
{
    private const int Greatest = 8192;
    private static readonly byte[] Content = CreateContent(900);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_card_holds_is_unpacked_again(bool compressed) =>
        Assert.Equal(Content, PivCertificate.Parse(PivCertificate.Encode(Content, compressed), Greatest).ToArray());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_certificate_over_the_bound_is_refused(bool compressed) =>
        Assert.Throws<CardMalformedException>(() => PivCertificate.Parse(PivCertificate.Encode(Content, compressed), Content.Length - 1));

    [Fact]
    public void Members_of_every_length_are_unpacked()
    {
        for (var length = 1; length < 600; length += 7)
        {
            var content = CreateContent(length);
            Assert.Equal(content, GzipMember.Decompress(GzipMember.Compress(content), Greatest));
        }
    }

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Every_kind_of_deflate_block_is_unpacked(CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
        {
            gzip.Write(Content);
        }

        Assert.Equal(Content, GzipMember.Decompress(packed.ToArray(), Greatest));
    }

    [Fact]
    public void Optional_header_fields_are_skipped()
    {
        var member = GzipMember.Compress(Content);
        byte[] header = [.. member.AsSpan(0, 3), 0x1E, .. member.AsSpan(4, 6), 2, 0, 0xAA, 0xBB, (byte)'n', 0, (byte)'c', 0];
        var checksum = Crc32.Compute(header) & 0xFFFF;

        Assert.Equal(Content, GzipMember.Decompress([.. header, (byte)(checksum & 0xFF), (byte)(checksum >> 8), .. member.AsSpan(10)], Greatest));
        Assert.Throws<CardMalformedException>(() => GzipMember.Decompress([.. header, 0, 0, .. member.AsSpan(10)], Greatest));
    }

    [Fact]
    public void A_member_cut_anywhere_is_refused()
    {
        var member = GzipMember.Compress(Content);
        for (var length = 0; length < member.Length; length++)
        {
            Assert.Throws<CardMalformedException>(() => GzipMember.Decompress(member.AsSpan(0, length), Greatest));
        }
    }

    [Fact]
    public void A_second_member_is_refused_even_if_it_is_the_same_or_the_first_is_empty()
    {
        var member = GzipMember.Compress(Content);
        var empty = Convert.FromHexString("1F8B080000000000000303000000000000000000");

        Assert.Throws<CardMalformedException>(() => GzipMember.Decompress([.. member, .. member], Greatest));
        Assert.Throws<CardMalformedException>(() => GzipMember.Decompress([.. empty, .. member], Greatest));
        Assert.Throws<CardMalformedException>(() => GzipMember.Decompress([.. member, .. empty], Greatest));
    }

    [Fact]
    public void Bytes_between_the_deflated_data_and_the_trailer_are_refused()
    {
        var member = GzipMember.Compress(Content);

        Assert.Throws<CardMalformedException>(() => GzipMember.Decompress([.. member.AsSpan(0, member.Length - 8), 0, .. member.AsSpan(member.Length - 8)], Greatest));
    }

    [Fact]
    public void A_length_that_lies_low_is_refused()
    {
        var member = GzipMember.Compress(Content);
        member[^4]--;

        Assert.Throws<CardMalformedException>(() => GzipMember.Decompress(member, Greatest));
    }

    [Fact]
    public void One_bit_changed_never_yields_another_content()
    {
        var content = CreateContent(200);
        var member = GzipMember.Compress(content);
        var random = new Random(27);
        for (var round = 0; round < 5_000; round++)
        {
            var changed = member.ToArray();
            changed[random.Next(10, changed.Length)] ^= (byte)(1 << random.Next(8));
            var unpacked = Record.Exception(() => Assert.Equal(content, GzipMember.Decompress(changed, Greatest)));

            // The last deflated byte may end in bits that mean nothing.
            Assert.True(unpacked is null or CardMalformedException, Convert.ToHexString(changed) + unpacked);
        }
    }

    [Fact]
    public void Random_objects_are_either_read_or_refused_with_the_own_exception()
    {
        var encoded = PivCertificate.Encode(Content, compressed: true);
        var random = new Random(5);
        for (var round = 0; round < 5_000; round++)
        {
            var changed = encoded.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            var exception = Record.Exception(() => PivCertificate.Parse(changed, Greatest));
            Assert.True(exception is null or CardMalformedException, Convert.ToHexString(changed) + exception);
        }
    }

    private static byte[] CreateContent(int length)
    {
        var content = new byte[length];
        var random = new Random(length);
        for (var index = 0; index < length; index++)
        {
            content[index] = (byte)random.Next(40);
        }

        return content;
    }
}
