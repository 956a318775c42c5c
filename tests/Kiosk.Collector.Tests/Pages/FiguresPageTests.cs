using System.Net;
using System.Runtime.Versioning;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Verification.Time;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>A meeting's figures on the page: of four convened three came, one of them at two doors, and one door fell silent.</summary>
public abstract class FiguresPageContract(EngineFixture engine)
{
    private const string Here = $"/meetings/{TestJournal.Meeting}";

    [Fact]
    public async Task They_are_by_door_area_and_delegation_and_by_minute()
    {
        await using var database = engine.Create();
        await using var page = await StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Operator);

        var html = WebUtility.HtmlDecode(await browser.ReadAsync(Here));

        Assert.All(
            [Line("Cửa 1", "2"), Line("Cửa 2", "1"), Line("A", "3/4"), Line("Đoàn 1", "1/1"), Line("Đoàn 4", "0/1"), "From 08:05 to 08:07; at most 2 in a minute.", "Present 3/4: quorum met."],
            text => Assert.Contains(text, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_was_recorded_at_two_doors_is_there_to_review_with_a_name_for_those_who_may_see_it()
    {
        await using var database = engine.Create();
        await using var page = await StartAsync(database);
        using var secretary = await page.SignInAsync(AccountRoles.Secretary);
        using var operators = await page.SignInAsync(AccountRoles.Operator);

        var named = WebUtility.HtmlDecode(await secretary.ReadAsync(Here));
        var unnamed = WebUtility.HtmlDecode(await operators.ReadAsync(Here));

        Assert.Contains("Hoa Văn Bình: Cửa 1 08:05, Cửa 2 08:09", named, StringComparison.Ordinal);
        Assert.Contains($"{Convert.ToHexStringLower(RunningPage.PseudonymOf(2))[..8]}: Cửa 1 08:05, Cửa 2 08:09", unnamed, StringComparison.Ordinal);
    }

    /// <summary>A hall's collector hears of the meeting's other halls from the collector above it, as its doors do.</summary>
    [Fact]
    public async Task They_count_the_other_halls_too_and_say_which_and_as_of_when()
    {
        await using var database = engine.Create();
        await using var page = await StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Operator);
        var (here, elsewhere) = (new TestJournal("HN-01"), new TestJournal("HN-09"));
        here.Append(Arrival(1, "Cửa 1", minute: 0));
        elsewhere.Append(Arrival(4, "Cửa 1", minute: 3));
        Assert.DoesNotContain("data-part=\"halls\"", await browser.ReadAsync(Here), StringComparison.Ordinal);

        page.Hub.Learn(TestJournal.Meeting, ToldOf(elsewhere));
        // What is collected here comes back from above.
        page.Hub.Learn(TestJournal.Meeting, ToldOf(here));
        var html = WebUtility.HtmlDecode(await browser.ReadAsync(Here));

        Assert.All(
            [Line("Cửa 1", "2"), Line("Cửa 1 (HN-09)", "1"), Line("A", "4/4"), Line("Đoàn 4", "1/1"), "Present 4/4: quorum met.", "Other halls are counted too (terminals HN-09); their figures arrived at "],
            text => Assert.Contains(text, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_door_that_is_not_heard_of_is_named_with_since_when()
    {
        await using var database = engine.Create();
        await using var page = await StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Operator);

        var html = WebUtility.HtmlDecode(await browser.ReadAsync(Here));

        Assert.Contains("HN-02: since 08:30, 22/11/2026", html, StringComparison.Ordinal);
        Assert.DoesNotContain("HN-01: since", html, StringComparison.Ordinal);
    }

    private static string Line(string name, string figure) => $"<th scope=\"row\">{name}</th><td class=\"number\">{figure}</td>";

    private static async Task<RunningPage> StartAsync(IDatabase database)
    {
        var page = await RunningPage.StartAsync(database);
        var (first, second) = (new TestJournal("HN-01"), new TestJournal("HN-02"));
        first.Append(Arrival(1, "Cửa 1", minute: 0)).Append(Arrival(2, "Cửa 1", minute: 0));
        second.Append(Arrival(3, "Cửa 2", minute: 2)).Append(Arrival(2, "Cửa 2", minute: 4));
        await StoreAsync(page, page.Ingest, first);
        await StoreAsync(page, page.IngestAt(TestJournal.Morning.AddMinutes(25)), second);
        return page;
    }

    private static ArrivalOfOtherDoor ToldOf(TestJournal journal) => ArrivalOfOtherDoor.Of(1, journal.TerminalId, JournalFrame.Decode(journal.Frames[0].Span))!;

    private static async Task StoreAsync(RunningPage page, BatchIngest ingest, TestJournal journal) =>
        page.Hub.Publish(journal.TerminalId, Assert.IsType<IngestOutcome.Stored>(await ingest.StoreAsync(journal.Batch(1, 2), journal.Key, CancellationToken.None)).Added);

    private static JournalRecord Arrival(int person, string door, int minute) =>
        TestJournal.Arrival(person, door) with { Pseudonym = RunningPage.PseudonymOf(person), Clock = new(TestJournal.Morning.AddMinutes(minute), ClockTrust.Attested) };
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresFiguresPageTests(SharedPostgresFixture engine) : FiguresPageContract(engine);

public sealed class SqliteFiguresPageTests(SqliteFixture engine) : FiguresPageContract(engine), IClassFixture<SqliteFixture>;
