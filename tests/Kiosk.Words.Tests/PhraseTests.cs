namespace Kiosk.Words.Tests;

public sealed class PhraseTests
{
    [Theory]
    [InlineData(-5, "0 minutes", "just now")]
    [InlineData(0.5, "0 minutes", "just now")]
    [InlineData(1, "1 minute", "1 minute ago")]
    [InlineData(119, "1 hour", "1 hour ago")]
    [InlineData((48 * 60) - 1, "47 hours", "47 hours ago")]
    [InlineData(216 * 60, "9 days", "9 days ago")]
    public void A_length_of_time_is_in_the_unit_that_people_would_use(double minutes, string lasting, string ago)
    {
        var time = TimeSpan.FromMinutes(minutes);

        Assert.Equal((lasting, ago), (Phrase.Lasting(time).English, Phrase.Ago(time).English));
    }
}
