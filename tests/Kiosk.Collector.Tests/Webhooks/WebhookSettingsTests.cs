using System.Text;
using Kiosk.Collector.Webhooks;

namespace Kiosk.Collector.Tests.Webhooks;

public sealed class WebhookSettingsTests
{
    private const string Good = """{ "name": "so-tay", "url": "https://so-tay.example.vn/hook", "secret": "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=", "events": ["checkin"] }""";

    [Fact]
    public void An_endpoint_is_told_nothing_about_people_unless_it_says_so()
    {
        var endpoint = Assert.Single(Parse($$"""{ "endpoints": [ {{Good}} ] }"""));

        Assert.Equal(("so-tay", 32, 0), (endpoint.Name, endpoint.Secret.Length, endpoint.Include.Count));
    }

    [Theory]
    [InlineData("https://so-tay", "http://so-tay", "the url is https://")]
    [InlineData("AQIDBAUG", "AQIDBAUG====", "the secret is Base64 of at least 32 bytes")]
    [InlineData("\"checkin\"", "\"check-in\"", "events has \"check-in\"")]
    [InlineData("[\"checkin\"]", "[]", "events has \"\"")]
    [InlineData("[\"checkin\"]", "[\"checkin\"], \"include\": [\"address\"]", "include has \"address\"")]
    [InlineData("\"so-tay\"", "\"sổ tay\"", "a name has 1 to 40 letters")]
    [InlineData("\"events\"", "\"event\"", "line 1: malformed")]
    [InlineData("\"so-tay\"", "null", "line 1: malformed")]
    public void What_cannot_be_used_is_refused_in_a_sentence(string part, string instead, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<WebhookException>(() => Parse($$"""{ "endpoints": [ {{Good.Replace(part, instead, StringComparison.Ordinal)}} ] }""")).Message, StringComparison.Ordinal);

    [Fact]
    public void One_name_twice_is_refused() =>
        Assert.Contains("the name stands twice", Assert.Throws<WebhookException>(() => Parse($$"""{ "endpoints": [ {{Good}}, {{Good}} ] }""")).Message, StringComparison.Ordinal);

    private static IReadOnlyList<WebhookEndpoint> Parse(string json) => WebhookSettings.Parse(Encoding.UTF8.GetBytes(json), "webhooks.json");
}
