using System.Text;
using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Tests.Targets;

public sealed class SyncPolicyTests
{
    private const string Json = """
        {
          "expired": { "meeting": "recordAndFlag", "procedure": "refuse", "verifyOnly": "refuse", "greatestAge": "14.00:00:00" },
          "interval": "00:15:00",
          "maxBytesPerHour": 20000000,
          "quietHours": [ { "from": "23:00:00", "to": "05:00:00" } ]
        }
        """;

    [Fact]
    public void A_policy_is_parsed()
    {
        var policy = SyncPolicy.Parse(Encoding.UTF8.GetBytes(Json));

        Assert.Equal(new ExpiryPolicy(ExpiredRule.RecordAndFlag, ExpiredRule.Refuse, ExpiredRule.Refuse, TimeSpan.FromDays(14)), policy.Expired);
        Assert.Equal((TimeSpan.FromMinutes(15), 20_000_000), (policy.Interval, policy.MaxBytesPerHour));
        Assert.Equal([new QuietHours(new(23, 0), new(5, 0))], policy.QuietHours);
    }

    [Fact]
    public void The_default_policy_survives_writing_and_parsing() =>
        Assert.Equal(SyncPolicy.Default.ToJson(), SyncPolicy.Parse(SyncPolicy.Default.ToJson()).ToJson());

    [Theory]
    [InlineData("04:59", true)]
    [InlineData("05:00", false)]
    [InlineData("22:59", false)]
    [InlineData("23:00", true)]
    public void Quiet_hours_may_span_midnight(string time, bool isQuiet) =>
        Assert.Equal(isQuiet, new QuietHours(new(23, 0), new(5, 0)).Contains(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("\"refuse\"", "\"admit\"")]
    [InlineData("\"refuse\"", "1")]
    [InlineData("00:15:00", "00:00:59")]
    [InlineData("00:15:00", "8.00:00:00")]
    [InlineData("20000000", "0")]
    [InlineData("14.00:00:00", "-1.00:00:00")]
    [InlineData("14.00:00:00", "367.00:00:00")]
    [InlineData("\"interval\"", "\"intervals\"")]
    [InlineData("23:00:00", "25:00:00")]
    [InlineData("\"interval\": \"00:15:00\",", "")]
    public void A_policy_with_one_mistake_is_refused(string right, string wrong) =>
        Assert.Throws<TargetFormatException>(() => SyncPolicy.Parse(Encoding.UTF8.GetBytes(Json.Replace(right, wrong, StringComparison.Ordinal))));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void JSON_that_is_not_a_policy_is_refused(string json) =>
        Assert.Throws<TargetFormatException>(() => SyncPolicy.Parse(Encoding.UTF8.GetBytes(json)));
}
