using Kiosk.Service.Sync.Tuf;

namespace Kiosk.Service.Tests.Sync.Tuf;

public sealed class FeedAddressTests
{
    [Theory]
    [InlineData("https://feed.example/a", "x.json", "https://feed.example/a/x.json")]
    [InlineData("https://feed.example/a/", "x.json", "https://feed.example/a/x.json")]
    [InlineData("https://feed.example", "1.%3F.json", "https://feed.example/1.%3F.json")]
    [InlineData("http://127.0.0.1:8080/b%5B1%5D/metadata/", "1...%2Fx.json", "http://127.0.0.1:8080/b%5B1%5D/metadata/1...%2Fx.json")]
    public void A_quoted_name_is_sent_as_it_stands(string folder, string name, string expected) =>
        Assert.Equal(expected, FeedAddress.TryParse(folder)!.Of(name).AbsoluteUri);

    [Theory]
    [InlineData("")]
    [InlineData("feed.example/a")]
    [InlineData("ftp://feed.example/a")]
    [InlineData("file:///etc")]
    [InlineData("/etc")]
    [InlineData("https://feed.example/a?b")]
    [InlineData("https://feed.example/a#b")]
    public void Anything_else_is_no_address(string text) => Assert.Null(FeedAddress.TryParse(text));

    [Theory]
    [InlineData("http://127.0.0.1:1/", true, false)]
    [InlineData("http://localhost/", true, false)]
    [InlineData("http://[::1]/", true, false)]
    [InlineData("http://127.0.0.1.example/", false, false)]
    [InlineData("https://feed.example/", false, true)]
    public void This_machine_and_https_are_known(string text, bool isLoopback, bool isSecure) =>
        Assert.Equal((isLoopback, isSecure), (FeedAddress.TryParse(text)!.IsLoopback, FeedAddress.TryParse(text)!.IsSecure));
}
