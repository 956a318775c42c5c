using Kiosk.Service.Cache;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.Health;

public sealed class TerminalHealthTests
{
    [Fact]
    public async Task The_age_of_the_cache_is_that_of_its_newest_list_not_of_its_file()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        var terminal = await hall.OpenAsync();
        hall.Time.Advance(TimeSpan.FromHours(3));

        var report = terminal.Health;

        Assert.Equal(TestPki.Now.AddHours(3) - TestPki.Yesterday, report.CacheAge);
        Assert.Equal(TestPki.Now.AddHours(3) - TestPki.Yesterday, report.RevocationAge);
        Assert.True(report.IsReady, report.Summary);
    }

    [Fact]
    public async Task Without_a_cache_the_terminal_says_what_is_missing_and_admits_nobody()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        Directory.Delete(hall.Folders.Cache, recursive: true);
        var terminal = await hall.OpenAsync();

        Assert.False(terminal.Health.IsReady);
        Assert.Equal($"terminal.cache: There is no generation in {hall.Folders.Cache} yet. {CacheStore.FetchAnew}", terminal.Health.Summary);

        hall.Publish();
        Assert.True(terminal.Health.IsReady, terminal.Health.Summary);
    }
}
