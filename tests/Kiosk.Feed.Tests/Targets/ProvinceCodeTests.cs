using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Tests.Targets;

public sealed class ProvinceCodeTests
{
    [Theory]
    [InlineData("01")]
    [InlineData("ha-noi")]
    [InlineData("abcdefghij012345")]
    public void A_code_determines_its_role_and_its_paths(string text)
    {
        var code = ProvinceCode.Parse(text);

        Assert.Equal(($"province-{text}", $"province/{text}/*"), (code.Role, code.Pattern));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HN")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData("*")]
    [InlineData("-1")]
    [InlineData("1-")]
    [InlineData("hà-nội")]
    [InlineData("abcdefghij0123456")]
    public void Text_that_could_escape_the_provinces_paths_is_refused(string text) => Assert.False(ProvinceCode.TryParse(text, out _));
}
