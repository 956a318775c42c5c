using System.Net;
using System.Runtime.Versioning;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Pages;
using Kiosk.Collector.Roll;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Collector.Tests.Storage;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>The rehearsal's sheet: of four convened one has a card that ends during the meeting.</summary>
public abstract class RehearsalPageContract(EngineFixture engine)
{
    private const string Here = $"/meetings/{TestJournal.Meeting}/rehearsal";

    private static readonly DateTimeOffset DayBefore = RunningPage.Today.AddDays(-1);

    [Fact]
    public async Task The_day_before_it_says_what_is_good_and_what_is_not()
    {
        var rehearsal = await RehearsalAsync(DayBefore, TestState.At(DayBefore));

        Assert.Equal(
            [
                (true, "Check-in from 07:05 on 22/11/2026 to 16:05 on 22/11/2026; sessions: 1."),
                (true, "The list holds 4 people."),
                (false, "The certificates of 1 cards end before the meeting does."),
                (true, "1 of 1 terminals are ready."),
            ],
            rehearsal.Points.Select(point => (point.IsGood, point.What.English)));
        Assert.Equal("Hoa Văn Bình", Assert.Single(rehearsal.HoldersIn(Assert.Single(rehearsal.Ending))).Name);
    }

    [Fact]
    public async Task A_terminal_without_the_meeting_is_not_ready_for_it()
    {
        var rehearsal = await RehearsalAsync(DayBefore, TestState.At(DayBefore) with { Meetings = [] });

        Assert.Equal((false, "0 of 1 terminals are ready."), (rehearsal.Points[^1].IsGood, rehearsal.Points[^1].What.English));
        Assert.Null(rehearsal.AtHand(Assert.Single(rehearsal.Terminals)));
    }

    [Fact]
    public async Task When_the_meeting_is_over_it_says_so() =>
        Assert.Equal((false, RehearsalWords.Over), (await RehearsalAsync(RunningPage.Today.AddDays(1), TestState.At(DayBefore))).Points[0]);

    [Fact]
    public async Task The_page_shows_terminals_and_cards_by_delegation_and_names_to_those_who_may_see_them()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        var journal = new TestJournal("HN-01").Admit(1, 5);
        await page.Ingest.StoreAsync(journal.Batch(1, 5), journal.Key, CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        await page.States.SaveAsync("HN-01", TestState.At(now), now, CancellationToken.None);
        using var operators = await page.SignInAsync(AccountRoles.Operator);
        using var auditor = await page.SignInAsync(AccountRoles.Auditor);

        var unnamed = WebUtility.HtmlDecode(await operators.ReadAsync(Here));
        Assert.Empty(await new LookStore(database).NewestAsync("", 10, CancellationToken.None));
        var named = WebUtility.HtmlDecode(await auditor.ReadAsync(Here));

        Assert.All(["Đoàn 2", "HN-01", "4 people", "3 hours ago", "4,768 MB", "Checked by: ", "data-print"], text => Assert.Contains(text, unnamed, StringComparison.Ordinal));
        Assert.DoesNotContain("Hoa Văn Bình", unnamed, StringComparison.Ordinal);
        Assert.Contains("Hoa Văn Bình", named, StringComparison.Ordinal);
        Assert.Equal("rehearsal", Assert.Single(await new LookStore(database).NewestAsync("", 10, CancellationToken.None)).Page);
        Assert.Contains(Here, await operators.ReadAsync($"/meetings/{TestJournal.Meeting}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_meeting_that_was_not_imported_there_is_none()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Operator);

        using var answer = await browser.GetAsync("/meetings/khac/rehearsal");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<MeetingRehearsal> RehearsalAsync(DateTimeOffset now, Journal.Upload.TerminalState state)
    {
        await using var database = engine.Create();
        await SchemaMigrator.RunAsync(database, CancellationToken.None);
        await RunningPage.ImportAsync(database, people: 4, DayBefore);
        var people = new PeopleStore(database);
        var convened = await people.ConvenedAsync(TestJournal.Meeting, CancellationToken.None);
        var facts = new TerminalFacts(
            [new("HN-01", 100, 100, ReadOnlyMemory<byte>.Empty, new(), null, 100, null, null, DayBefore, now)],
            new Dictionary<string, string> { ["HN-01"] = TestState.Version },
            new Dictionary<string, ReportedState> { ["HN-01"] = new(state.At, state) },
            new HashSet<string>(),
            _ => null,
            RollFile.Empty,
            new(TestJournal.Meeting, convened.Count));
        return new((await people.FindMeetingAsync(TestJournal.Meeting, CancellationToken.None))!, convened, TerminalLine.Of(facts, now), now);
    }
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresRehearsalPageTests(SharedPostgresFixture engine) : RehearsalPageContract(engine);

public sealed class SqliteRehearsalPageTests(SqliteFixture engine) : RehearsalPageContract(engine), IClassFixture<SqliteFixture>;
