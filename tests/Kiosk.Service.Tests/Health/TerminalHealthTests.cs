using System.Text.Json;
using Kiosk.Cards;
using Kiosk.Durability;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine;
using Kiosk.Service.Health;
using Kiosk.Service.Identity;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Testing.Pki;
using Kiosk.Testing.Wording;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Reasons;

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
        Assert.Equal($"terminal.cache: There is no generation in {hall.Folders.Cache} yet. {CacheException.FetchAnew.English}", terminal.Health.Summary);

        hall.Publish();
        Assert.True(terminal.Health.IsReady, terminal.Health.Summary);
    }

    [Fact]
    public async Task Two_faults_are_told_one_by_one_in_both_languages_wherever_they_are_asked_for()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        var terminal = await hall.OpenAsync();

        var report = terminal.Health with { Outages = [new(ReasonCode.TerminalCache, new("Chưa có dữ liệu; xem: kiosk doctor", "There is no data; see: kiosk doctor")), new(ReasonCode.CardReaderFault, new("Hãy cắm đầu đọc.", "Plug one in."), TerminalNotices.Reader(ReaderState.WaitingForReader))] };

        Assert.Equal("terminal.cache: There is no data; see: kiosk doctor | card.reader-fault: Plug one in.", report.Summary);
        Assert.Equal("terminal.cache: There is no data; see: kiosk doctor\ncard.reader-fault: Plug one in.", report.PublicLines);
        Assert.Equal(["terminal.cache", "card.reader-fault"], report.Faults.Select(fault => fault.Code));
        Assert.Equal("Hãy cắm đầu đọc.", report.Faults[1].Vietnamese);
        Assert.Equal(new("card.reader-fault: Hãy cắm đầu đọc.", "card.reader-fault: Plug one in."), StatusWords.Of(report.Faults[1]));
        var json = JsonSerializer.SerializeToElement(terminal.Status.Of(report), StatusJson.Default.StatusReport).GetProperty("faults");
        Assert.Equal(["There is no data; see: kiosk doctor", "Plug one in."], json.EnumerateArray().Select(fault => fault.GetProperty("english").GetString()));
        Assert.Equal(report.Faults.Select(fault => fault.Vietnamese), json.EnumerateArray().Select(fault => fault.GetProperty("vietnamese").GetString()));
    }

    [Fact]
    public async Task Records_that_cannot_be_signed_are_told_everywhere_and_check_in_goes_on()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        var terminal = await hall.OpenAsync();
        Assert.Contains("kiosk_journal_signing 1", terminal.MetricsText, StringComparison.Ordinal);

        var report = terminal.Health with { NotSigned = new("Bản ghi chưa được ký.", "Records are not signed.") };

        Assert.True(report.IsReady);
        Assert.Equal(("ready. Records are not signed.", "ready. Records are not signed."), (report.Summary, report.PublicLines));
        Assert.Equal(report.NotSigned, terminal.Status.Of(report).NotSigned);
        Assert.Contains(StatusLines.Of(terminal.Status.Of(report)), line => line.Value == report.NotSigned);
        Assert.Contains("kiosk_journal_signing 0", new KioskMetrics().ToText(report), StringComparison.Ordinal);
        Assert.Equal(CheckState.Doubtful, new TerminalChecks(report).Journal(isFailed: false).State);
    }

    [Fact]
    public async Task A_tap_that_hangs_is_told_beside_what_else_is_wrong()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        var report = (await hall.OpenAsync()).Health with { IsAlive = false, Outages = [new(ReasonCode.TerminalFeed, new("Nguồn dữ liệu hết hạn.", "The feed expired."))] };

        Assert.Equal("terminal.feed: The feed expired. | A tap hangs.", report.Summary);
        Assert.All(report.Faults, fault => Assert.Empty(VietnameseSpelling.MistakesIn(fault.Vietnamese)));
    }

    /// <summary>Case 17-crl-clock: the authority's clock is ahead of the terminal's by more than the profile tolerates.</summary>
    [Fact]
    public async Task A_list_dated_ahead_is_flagged_and_the_terminal_stays_ready_until_the_list_counts()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        hall.Source.Feed.PutCrl("issuing-1", TestPki.Issuing.IssueCrl(TestPki.Now.AddMinutes(11), TestPki.Now.AddDays(7), 2, []));
        hall.Publish();
        var terminal = await hall.OpenAsync();

        var report = terminal.Health;
        Assert.True(report.IsReady, report.Summary);
        Assert.Equal(
            "ready. Revocation list 2 of Test Issuing CA 1 is dated 2026-11-22 08:11Z, ahead of this terminal's clock; until then the list before it counts. Check the terminal's clock and the authority's.",
            report.Summary);
        Assert.Contains("\"english\":\"Revocation list 2 of ", JsonSerializer.Serialize(terminal.Status.Of(report), StatusJson.Default.StatusReport), StringComparison.Ordinal);

        hall.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("ready", terminal.Health.Summary);
    }

    [Fact]
    public async Task A_list_dated_ahead_with_none_before_it_is_not_said_to_have_one()
    {
        await using var hall = new Hall(TappedCards.Member(1));
        hall.Publish();
        using var generation = new CacheStore(hall.Folders.Cache, new DurableFiles(), CacheKey.Beside(hall.Folders.Cache, KeyStoreSettings.InFile)).Open().Generation;

        var sentence = CacheSentences.ListsAheadOf(DateTimeOffset.UnixEpoch, generation.Trust.Revocation);

        Assert.EndsWith("ahead of this terminal's clock; by that clock no list of this authority is in force yet, and whether a card is still valid cannot be decided. Check the terminal's clock and the authority's.", sentence?.English, StringComparison.Ordinal);
        Assert.Contains("theo giờ của máy, cơ quan này chưa có danh sách nào có hiệu lực", sentence!.Vietnamese, StringComparison.Ordinal);
    }
}
