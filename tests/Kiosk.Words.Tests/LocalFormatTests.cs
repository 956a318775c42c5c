namespace Kiosk.Words.Tests;

public sealed class LocalFormatTests
{
    [Theory]
    [InlineData(Language.Vietnamese, 0, "0")]
    [InlineData(Language.Vietnamese, 812, "812")]
    [InlineData(Language.Vietnamese, 1000, "1.000")]
    [InlineData(Language.Vietnamese, 1234567, "1.234.567")]
    [InlineData(Language.English, 1000, "1,000")]
    public void Numbers_are_grouped_as_the_language_does(Language language, int value, string written) =>
        Assert.Equal(written, LocalFormat.Of(language).Number(value));

    [Theory]
    [InlineData(Language.Vietnamese, 812, 1000, "81,2 %")]
    [InlineData(Language.English, 812, 1000, "81.2 %")]
    [InlineData(Language.Vietnamese, 1499, 1500, "99,9 %")]
    [InlineData(Language.Vietnamese, 1500, 1500, "100,0 %")]
    [InlineData(Language.Vietnamese, 2, 3, "66,6 %")]
    public void A_percentage_is_truncated(Language language, int part, int whole, string written) =>
        Assert.Equal(written, LocalFormat.Of(language).Percent(part, whole));

    [Theory]
    [InlineData("2026-11-22T01:05:00Z", "08:05", "22/11/2026")]
    [InlineData("2026-11-22T16:59:59Z", "23:59", "22/11/2026")]
    [InlineData("2026-11-22T17:00:00Z", "00:00", "23/11/2026")]
    [InlineData("2026-12-31T20:00:00-03:00", "06:00", "01/01/2027")]
    public void Instants_are_shown_in_Vietnam_time(string instant, string time, string day)
    {
        var parsed = DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((time, day), (LocalFormat.Time(parsed), LocalFormat.Day(parsed)));
    }
}
