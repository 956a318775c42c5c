using System.Text.Json;
using Kiosk.Feed.Records;

namespace Kiosk.Feed.Tests.Records;

/// <summary>Field case 21-instants-without-zone.</summary>
public sealed class VietnamTimeTests
{
    [Theory]
    [InlineData("2026-12-01T08:00:00", 1, 0)]
    [InlineData("2026-12-01T08:00", 1, 0)]
    [InlineData("2026-12-01 08:00:30", 1, 30)]
    [InlineData("2026-12-01T08:00:00.0000000", 1, 0)]
    [InlineData("2026-12-01T08:00:00+07:00", 1, 0)]
    [InlineData("2026-12-01T08:00:00Z", 8, 0)]
    [InlineData("2026-12-01T08:00Z", 8, 0)]
    [InlineData("2026-12-01T03:00:00.5-05:00", 8, 0)]
    public void An_instant_without_an_offset_is_in_Vietnam_time(string text, int hour, int second)
    {
        Assert.True(VietnamTime.TryParse(text, out var instant));
        Assert.Equal((1, hour, second), (instant.UtcDateTime.Day, instant.UtcDateTime.Hour, instant.UtcDateTime.Second));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-12-01")]
    [InlineData("01/12/2026 08:00")]
    [InlineData("2026-13-01T08:00:00Z")]
    [InlineData("2026-12-01T08:00:00 +07:00")]
    [InlineData("0001-01-01T00:00:00")]
    public void Text_that_is_not_an_instant_is_refused(string? text) => Assert.False(VietnamTime.TryParse(text, out _));

    [Fact]
    public void Meeting_times_without_an_offset_are_in_Vietnam_time_on_any_machine()
    {
        const string Session = """{ "id": "s", "title": "Phiên", "opens": "2026-12-01T07:30:00", "starts": "2026-12-01T08:00", "closes": "2026-12-01T04:00:00Z" }""";
        var json = $$"""{ "id": "m", "title": "Họp", "kind": "asInvited", "key": "", "sessions": [ {{Session}} ], "quorum": { "numerator": 0, "denominator": 1, "rounding": "up", "legalReference": "", "approvedBy": "" } }""";

        var session = JsonSerializer.Deserialize(json, RecordJson.Meeting)!.Sessions[0];

        Assert.Equal(
            ["2026-12-01T00:30:00Z", "2026-12-01T01:00:00Z", "2026-12-01T04:00:00Z"],
            ((DateTimeOffset[])[session.Opens, session.Starts, session.Closes]).Select(instant => instant.UtcDateTime.ToString("s") + "Z"));
    }
}
