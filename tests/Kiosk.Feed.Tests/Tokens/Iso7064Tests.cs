using Kiosk.Feed.Tokens;

namespace Kiosk.Feed.Tests.Tokens;

public sealed class Iso7064Tests
{
    // Both examples are published with other implementations of the standard.
    [Theory]
    [InlineData("G123489654321", 'Y')]
    [InlineData("12CD", '6')]
    public void MOD_37_2_gives_the_published_check_characters(string characters, char expected) => Assert.Equal(expected, Iso7064.Mod37Radix2(characters));

    [Theory]
    [InlineData("a")]
    [InlineData("1-2")]
    [InlineData("*")]
    [InlineData("Đ")]
    public void Other_characters_are_refused(string characters) => Assert.ThrowsAny<ArgumentException>(() => Iso7064.Mod37Radix2(characters));
}
