using System.Text.Json;
using Kiosk.Service.Cache;
using Kiosk.Service.Health;
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

    /// <summary>Case 17-crl-clock: the authority's clock is ahead of the terminal's, by more than the profile tolerates.</summary>
    [Fact]
    public async Task A_list_dated_ahead_is_flagged_and_the_terminal_stays_ready_until_the_list_counts()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        hall.Source.Writer.WriteCrl("issuing-1", TestPki.Issuing.IssueCrl(TestPki.Now.AddMinutes(11), TestPki.Now.AddDays(7), 2, []));
        hall.Publish();
        var terminal = await hall.OpenAsync();

        var report = terminal.Health;
        Assert.True(report.IsReady, report.Summary);
        Assert.Equal(
            "ready. Revocation list 2 of Test Issuing CA 1 is dated 2026-11-22 08:11Z, ahead of this terminal's clock; until then the list before it counts. Check the terminal's clock and the authority's.",
            report.Summary);
        Assert.Contains("\"listsAhead\":\"Revocation list 2 of ", JsonSerializer.Serialize(StatusReport.Of(report, terminal.Parts, new KioskMetrics(), null), StatusJson.Default.StatusReport), StringComparison.Ordinal);

        hall.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("ready", terminal.Health.Summary);
    }
}
