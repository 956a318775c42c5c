using Kiosk.Cards;
using Kiosk.Feed.Records;
using Kiosk.Service.CommandLine;
using Kiosk.Service.Health;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Tests.CommandLine;

public sealed class StatusWordsTests
{
    [Fact]
    public void Who_is_present_is_counted_as_on_the_screen()
    {
        Assert.Equal("5 of 12", StatusWords.Of(new PresenceReport(5, 12, 5, 5, Quorum: null)).English);
        Assert.Equal("1 of 3; 1 more for the quorum of 2", StatusWords.Of(new PresenceReport(4, 9, 1, 1, new QuorumState(1, 3, 2))).English);
        Assert.Equal("2 of 3; the quorum of 2 is reached", StatusWords.Of(new PresenceReport(6, 9, 2, 2, new QuorumState(2, 3, 2))).English);
    }

    [Theory]
    [InlineData(0.01, "just now")]
    [InlineData(1.2, "1 hour ago")]
    [InlineData(677.8, "28 days ago")]
    public void Ages_are_told_as_people_tell_them(double hours, string words) => Assert.Equal(words, StatusWords.Ago(hours).English);

    [Fact]
    public void No_name_that_only_programs_know_is_shown_to_people()
    {
        Assert.All(Enum.GetNames<ClockTrust>(), name => Assert.DoesNotContain(name, $"{StatusWords.OfClock(name)}", StringComparison.Ordinal));
        Assert.All(Enum.GetNames<ReaderState>(), name => Assert.DoesNotContain(name, $"{StatusWords.OfReader(name)}", StringComparison.Ordinal));
    }
}
