using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards.Tests.Iso7816;

public sealed class AnswerToResetTests
{
    [Theory]
    [InlineData("3B04807300 40", "direct, no interface bytes, tag 73 with third byte 40 needs five historical bytes")]
    public void A_wrong_count_of_historical_bytes_allows_nothing(string atr, string why) => Assert.False(Parse(atr).AllowsExtendedLength, why);

    [Theory]
    [InlineData("3B05 80 73 00 00 40")]
    [InlineData("3F05 80 73 00 00 40")]
    [InlineData("3B07 80 31 CC 73 00 00 C0")]
    [InlineData("3B85 80 01 80 73 00 00 40 00")]
    [InlineData("3BF5 11 22 33 80 01 80 73 00 00 40 00")]
    [InlineData("3B08 00 73 00 00 40 00 90 00")]
    public void Capabilities_with_the_seventh_bit_of_the_third_byte_allow_extended_length(string atr) => Assert.True(Parse(atr).AllowsExtendedLength);

    [Theory]
    [InlineData("3B80800101")]
    [InlineData("3B05 80 73 00 00 BF")]
    [InlineData("3B04 80 72 00 40")]
    [InlineData("3B05 10 73 00 00 40")]
    [InlineData("3B05 80 74 00 00 40")]
    [InlineData("3B05 80 73 00 00 40 00")]
    [InlineData("3B05 80 73 00 00")]
    [InlineData("3B85 80 01 80 73 00 00 40")]
    [InlineData("3C05 80 73 00 00 40")]
    [InlineData("3BF0 11")]
    [InlineData("3B80")]
    [InlineData("3B")]
    [InlineData("")]
    public void Anything_else_does_not(string atr) => Assert.False(Parse(atr).AllowsExtendedLength);

    [Fact]
    public void Random_bytes_are_read_without_an_exception()
    {
        var random = new Random(7);
        var allowing = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var atr = new byte[random.Next(34)];
            random.NextBytes(atr);
            allowing += new AnswerToReset(atr).AllowsExtendedLength ? 1 : 0;
        }

        Assert.InRange(allowing, 0, 1_000);
    }

    [Fact]
    public void A_storage_card_is_known_by_the_PCSC_provider_in_its_historical_bytes()
    {
        Assert.True(Parse("3B8F8001804F0CA000000306030001000000006A").IsStorageCard);
        Assert.False(Parse("3B80800101").IsStorageCard);
    }

    private static AnswerToReset Parse(string hex) => new(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
}
