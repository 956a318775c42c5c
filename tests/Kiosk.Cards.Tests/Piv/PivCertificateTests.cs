using System.IO.Compression;
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;
using Kiosk.Cards.Tlv;

namespace Kiosk.Cards.Tests.Piv;

public sealed class PivCertificateTests
{
    private const int Max = 8192;
    private static readonly byte[] Content = CreateContent(900);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_card_holds_is_unpacked_again(bool compressed) =>
        Assert.Equal(Content, PivCertificate.Parse(PivCertificate.Encode(Content, compressed), Max).ToArray());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_certificate_over_the_bound_is_refused(bool compressed) =>
        Assert.Throws<CardMalformedException>(() => PivCertificate.Parse(PivCertificate.Encode(Content, compressed), Content.Length - 1));

    private static readonly Dictionary<string, (Func<byte[]> Build, string Sentence)> FieldObjects = new(StringComparer.Ordinal)
    {
        ["01 no CertInfo"] = (() => Object(Tlv(0x70, Content), End), "Tag FE stands where 71 should."),
        ["02 no error detection code"] = (() => Object(Tlv(0x70, Content), CertInfo(0)), "Tag FE is missing."),
        ["03 only a certificate"] = (() => Object(Tlv(0x70, Content)), "Tag 71 is missing."),
        ["04 an empty CertInfo"] = (() => Object(Tlv(0x70, Content), [0x71, 0], End), "Tag 71 (CertInfo) holds 0 bytes, not one."),
        ["06 CertInfo first"] = (() => Object(CertInfo(0), Tlv(0x70, Content), End), "Tag 71 stands where 70 should."),
        ["08 gzip announced as 80"] = (() => Object(Tlv(0x70, GzipMember.Compress(Content)), CertInfo(0x80), End), "Tag 71 (CertInfo) says 80, which is neither 00 (not compressed) nor 01 (gzip)."),
        ["09 gzip announced as plain"] = (() => Object(Tlv(0x70, GzipMember.Compress(Content)), CertInfo(0), End), "Tag 71 (CertInfo) says 00, not compressed, and the certificate is compressed with gzip."),
        ["10 plain announced as gzip"] = (() => Object(Tlv(0x70, Content), CertInfo(1), End), "Tag 71 (CertInfo) says 01, compressed with gzip, and the certificate is not (RFC 1952)."),
        ["12 zlib announced as gzip"] = (() => Object(Tlv(0x70, Zlib(Content)), CertInfo(1), End), "Tag 71 (CertInfo) says 01, compressed with gzip, and the certificate is not (RFC 1952)."),
        ["13 a length and zlib"] = (() => Object(Tlv(0x70, [0x01, 0x00, 0x84, 0x03, .. Zlib(Content)]), CertInfo(1), End), "Tag 71 (CertInfo) says 01, compressed with gzip, and the certificate is not (RFC 1952)."),
        ["14 zeros behind FE"] = (() => Object(Tlv(0x70, Content), CertInfo(0), End, new byte[16]), "16 bytes follow the last tag."),
        ["20 a value in FE"] = (() => Object(Tlv(0x70, Content), CertInfo(0), [0xFE, 1, 0x5A]), "Tag FE (error detection code) is not empty, as it is on PIV cards."),
        ["MSCUID before CertInfo"] = (() => Object(Tlv(0x70, Content), [0x72, 1, 1], CertInfo(0), End), "Tag 72 stands where 71 should."),
        ["MSCUID twice"] = (() => Object(Tlv(0x70, Content), CertInfo(0), [0x72, 1, 1, 0x72, 1, 1], End), "Tag 72 stands where FE should."),
        ["MSCUID behind FE"] = (() => Object(Tlv(0x70, Content), CertInfo(0), End, [0x72, 1, 1]), "3 bytes follow the last tag."),
        ["another tag in its place"] = (() => Object(Tlv(0x70, Content), CertInfo(0), [0x73, 1, 1], End), "Tag 73 stands where FE should."),
    };

    public static TheoryData<string> NamesOfFieldObjects => [.. FieldObjects.Keys];

    /// <summary>The objects of case 09-piv-objects and similar ones.</summary>
    [Theory]
    [MemberData(nameof(NamesOfFieldObjects))]
    public void An_object_of_another_build_is_refused_by_a_sentence_that_names_the_tag(string name)
    {
        var (build, sentence) = FieldObjects[name];

        var refused = Assert.Throws<CardMalformedException>(() => PivCertificate.Parse(build(), Max));

        Assert.StartsWith("The certificate object (5FC101) is malformed: " + sentence, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("313233")]
    [InlineData("00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF001122334455")]
    public void The_MSCUID_of_cards_before_SP_800_73_4_is_passed_over(string mscuid) =>
        Assert.Equal(Content, PivCertificate.Parse(Object(Tlv(0x70, Content), CertInfo(0), Tlv(0x72, Convert.FromHexString(mscuid)), End), Max).ToArray());

    [Fact]
    public void A_gzip_member_with_a_file_name_and_a_longer_length_of_the_wrapper_are_taken()
    {
        var member = GzipMember.Compress(Content);
        byte[] named = [.. member.AsSpan(0, 3), 0x08, .. member.AsSpan(4, 6), .. "cert.der\0"u8, .. member.AsSpan(10)];
        var inside = Object(Tlv(0x70, Content), CertInfo(0), End)[4..];

        Assert.Equal(Content, PivCertificate.Parse(Object(Tlv(0x70, named), CertInfo(1), End), Max).ToArray());
        Assert.Equal(Content, PivCertificate.Parse((byte[])[0x53, 0x83, 0, (byte)(inside.Length >> 8), (byte)(inside.Length & 0xFF), .. inside], Max).ToArray());
    }

    [Fact]
    public void An_object_without_a_certificate_in_it_yields_none()
    {
        Assert.True(PivCertificate.Parse((byte[])[0x53, 0x00], Max).IsEmpty);
        Assert.True(PivCertificate.Parse(Object([0x70, 0x00], CertInfo(0), End), Max).IsEmpty);
        Assert.Throws<CardMalformedException>(() => PivCertificate.Parse((byte[])[0x53, 0x00, 0x00], Max));
        Assert.Throws<CardMalformedException>(() => PivCertificate.Parse(Array.Empty<byte>(), Max));
    }

    [Fact]
    public void Members_of_every_length_are_unpacked()
    {
        for (var length = 1; length < 600; length += 7)
        {
            var content = CreateContent(length);
            Assert.Equal(content, GzipMember.Decompress(GzipMember.Compress(content), Max));
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

        Assert.Equal(Content, GzipMember.Decompress(packed.ToArray(), Max));
    }

    [Fact]
    public void Optional_header_fields_are_skipped()
    {
        var member = GzipMember.Compress(Content);
        byte[] header = [.. member.AsSpan(0, 3), 0x1E, .. member.AsSpan(4, 6), 2, 0, 0xAA, 0xBB, (byte)'n', 0, (byte)'c', 0];
        var checksum = Crc32.Compute(header) & 0xFFFF;

        Assert.Equal(Content, GzipMember.Decompress([.. header, (byte)(checksum & 0xFF), (byte)(checksum >> 8), .. member.AsSpan(10)], Max));
        Assert.Throws<CardMalformedException>(() => GzipMember.Decompress([.. header, 0, 0, .. member.AsSpan(10)], Max));
    }

    [Fact]
    public void A_member_cut_anywhere_is_refused()
    {
        var member = GzipMember.Compress(Content);
        for (var length = 0; length < member.Length; length++)
        {
            Assert.Throws<CardMalformedException>(() => GzipMember.Decompress(member.AsSpan(0, length), Max));
        }
    }

    [Fact]
    public void A_second_member_is_refused_even_if_it_is_the_same_or_the_first_is_empty()
    {
        var member = GzipMember.Compress(Content);
        var empty = Convert.FromHexString("1F8B080000000000000303000000000000000000");

        Assert.Throws<CardMalformedException>(() => GzipMember.Decompress([.. member, .. member], Max));
        Assert.Throws<CardMalformedException>(() => GzipMember.Decompress([.. empty, .. member], Max));
        Assert.Throws<CardMalformedException>(() => GzipMember.Decompress([.. member, .. empty], Max));
    }

    [Fact]
    public void Bytes_between_the_deflated_data_and_the_trailer_are_refused()
    {
        var member = GzipMember.Compress(Content);

        Assert.Throws<CardMalformedException>(() => GzipMember.Decompress([.. member.AsSpan(0, member.Length - 8), 0, .. member.AsSpan(member.Length - 8)], Max));
    }

    [Fact]
    public void A_length_that_lies_low_is_refused()
    {
        var member = GzipMember.Compress(Content);
        member[^4]--;

        Assert.Throws<CardMalformedException>(() => GzipMember.Decompress(member, Max));
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
            var unpacked = Record.Exception(() => Assert.Equal(content, GzipMember.Decompress(changed, Max)));

            // The last deflated byte may end in unused bits.
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

            var exception = Record.Exception(() => PivCertificate.Parse(changed, Max));
            Assert.True(exception is null or CardMalformedException, Convert.ToHexString(changed) + exception);
        }
    }

    private static byte[] End => [0xFE, 0x00];

    private static byte[] CertInfo(byte packing) => [0x71, 0x01, packing];

    private static byte[] Tlv(uint tag, byte[] value) => BerTlvWriter.Encode(new BerTag(tag), value);

    private static byte[] Object(params byte[][] inside) => Tlv(0x53, [.. inside.SelectMany(part => part)]);

    private static byte[] Zlib(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return packed.ToArray();
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
