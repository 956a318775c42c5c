using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Piv;

namespace Kiosk.Cards.Tests.Piv;

public sealed class ChuidTests
{
    private const string FascN = "3019 D4E739D821086C1084210D8360D8210842108421804210C3F3";
    private const string Uuid = "3410 00112233445566778899AABBCCDDEEFF";
    private const string Expiry = "3508 3230333031323331";
    private const string Signature = "3E02 ABCD";
    private const string End = "FE00";

    [Fact]
    public void The_tags_are_read_as_they_are_written()
    {
        var chuid = Parse(FascN + Uuid + Expiry + "3610" + new string('1', 32) + Signature + End);

        Assert.Equal(25, chuid.FascN.Length);
        Assert.Equal(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), chuid.CardUuid);
        Assert.Equal(new DateOnly(2030, 12, 31), chuid.ExpirationDate);
        Assert.Equal([0xAB, 0xCD], chuid.IssuerSignature.ToArray());
        Assert.Equal(27 + 18 + 10 + 18, chuid.SignedContent.Length);
    }

    [Fact]
    public void The_buffer_length_of_older_cards_is_not_signed()
    {
        var plain = Parse(FascN + Uuid + Expiry + Signature + End);
        var older = Parse("EE02 0041" + FascN + Uuid + Expiry + Signature + End);

        Assert.Equal(plain.SignedContent.ToArray(), older.SignedContent.ToArray());
    }

    [Fact]
    public void Written_and_read_again_a_CHUID_is_the_same()
    {
        var content = Chuid.EncodeSignedContent(new byte[25], Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), new DateOnly(2030, 12, 31));
        var chuid = new Chuid(new byte[25], Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), new DateOnly(2030, 12, 31), content, new byte[] { 1, 2, 3 });

        var again = Chuid.Parse(chuid.Encode());

        Assert.Equal(chuid.CardUuid, again.CardUuid);
        Assert.Equal(chuid.ExpirationDate, again.ExpirationDate);
        Assert.Equal(content, again.SignedContent.ToArray());
        Assert.Equal([1, 2, 3], again.IssuerSignature.ToArray());
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData(FascN + Uuid + Expiry + Signature, "no end")]
    [InlineData(FascN + Uuid + Expiry + End, "no signature")]
    [InlineData(FascN + Uuid + Signature + End, "no expiry")]
    [InlineData(FascN + Expiry + Signature + End, "no UUID")]
    [InlineData(Uuid + Expiry + Signature + End, "no FASC-N")]
    [InlineData(FascN + Uuid + Uuid + Expiry + Signature + End, "a tag twice")]
    [InlineData(FascN + Uuid + Signature + Expiry + End, "a tag after the signature")]
    [InlineData(FascN + Uuid + Expiry + Signature + Signature + End, "two signatures")]
    [InlineData(FascN + Uuid + Expiry + Signature + End + "00", "bytes after the end")]
    [InlineData(FascN + Uuid + Expiry + Signature + "FE0100", "an end with content")]
    [InlineData(FascN + "EE02 0041" + Uuid + Expiry + Signature + End, "a buffer length in the midst")]
    [InlineData("EE02 0041" + "EE02 0041" + FascN + Uuid + Expiry + Signature + End, "two buffer lengths")]
    [InlineData(FascN + Uuid + Expiry + "3700" + Signature + End, "an unknown tag")]
    [InlineData(FascN + "340F 00112233445566778899AABBCCDDEE" + Expiry + Signature + End, "a short UUID")]
    [InlineData(FascN + Uuid + "3508 3230333031333331" + Signature + End, "a thirteenth month")]
    [InlineData(FascN + Uuid + "3508 FFFFFFFFFFFFFFFF" + Signature + End, "no digits")]
    public void Anything_else_is_refused(string hex, string what)
    {
        var exception = Record.Exception(() => Parse(hex));

        Assert.True(exception is CardMalformedException, $"{what}: {exception}");
    }

    [Fact]
    public void Bytes_changed_at_random_are_either_read_or_refused_with_the_own_exception()
    {
        var encoded = Convert.FromHexString((FascN + Uuid + Expiry + Signature + End).Replace(" ", "", StringComparison.Ordinal));
        var random = new Random(19);
        for (var round = 0; round < 20_000; round++)
        {
            var changed = encoded.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var exception = Record.Exception(() => Chuid.Parse(changed));
            Assert.True(exception is null or CardMalformedException, Convert.ToHexString(changed) + exception);
        }
    }

    private static Chuid Parse(string hex) => Chuid.Parse(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
}
