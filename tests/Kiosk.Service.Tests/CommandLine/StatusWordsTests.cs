using Kiosk.Cards;
using Kiosk.Feed.Records;
using Kiosk.Service.CommandLine;
using Kiosk.Service.Health;
using Kiosk.Verification.Time;
using Kiosk.Words;

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

    [Fact]
    public void Large_figures_are_grouped_as_on_the_screen()
    {
        var words = StatusWords.Of(new PresenceReport(1240, 5120, 1240, 1240, new QuorumState(1240, 5120, 3414)));

        Assert.Equal("1.240 trên 5.120; còn thiếu 2.174 so với số lượng theo quy định là 3.414", words.Vietnamese);
        Assert.Equal("1,240 of 5,120; 2,174 more for the quorum of 3,414", words.English);
        Assert.Contains("12.000 bản ghi chưa gửi; có biên nhận cho 3.456 bản ghi", StatusWords.Of(new UploadReport(12_000, 0, 3_456, null, null)).Vietnamese, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.01, "just now")]
    [InlineData(1.2, "1 hour ago")]
    [InlineData(677.8, "28 days ago")]
    public void Ages_are_told_as_people_tell_them(double hours, string words) => Assert.Equal(words, StatusWords.Ago(hours).English);

    [Theory]
    [InlineData("verify", null, "chỉ xác thực thẻ", "verify")]
    [InlineData("meeting", "hop-1/phien-1", "cuộc họp hop-1/phien-1", "meeting hop-1/phien-1")]
    [InlineData("procedure", "tt-01", "thủ tục tt-01", "procedure tt-01")]
    public void The_mode_has_a_Vietnamese_name(string mode, string? context, string vietnamese, string english) =>
        Assert.Equal(new Phrase(vietnamese, english), StatusWords.OfMode(mode, context));

    [Fact]
    public void No_name_that_only_programs_know_is_shown_to_people()
    {
        Assert.All(Enum.GetNames<ClockTrust>(), name => Assert.DoesNotContain(name, $"{StatusWords.OfClock(name)}", StringComparison.Ordinal));
        Assert.All(Enum.GetNames<ReaderState>(), name => Assert.DoesNotContain(name, $"{StatusWords.OfReader(name)}", StringComparison.Ordinal));
    }
}
