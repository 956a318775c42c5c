using Kiosk.Cards.Tlv;

namespace Kiosk.Cards.Tests.Tlv;

public sealed class BerTagTests
{
    [Theory]
    [InlineData("53", false)]
    [InlineData("7C", true)]
    [InlineData("7F49", true)]
    [InlineData("5FC101", false)]
    public void A_tag_is_written_as_it_is_read(string hex, bool isConstructed)
    {
        var tag = BerTag.Parse(hex);

        Assert.Equal(hex, tag.ToString());
        Assert.Equal(Convert.FromHexString(hex), tag.ToArray());
        Assert.Equal(isConstructed, tag.IsConstructed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("5353")]
    [InlineData("5F")]
    [InlineData("5FC101FF")]
    [InlineData("zz")]
    public void What_is_not_one_tag_is_refused(string hex) => Assert.Throws<FormatException>(() => BerTag.Parse(hex));
}
