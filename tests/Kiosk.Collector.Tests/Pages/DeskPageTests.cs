using System.Net;
using System.Runtime.Versioning;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Attendance;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>The support desk on the page: found by name, recorded, and seen.</summary>
public abstract class DeskPageContract(EngineFixture engine)
{
    private const string Here = $"/meetings/{TestJournal.Meeting}";

    [Fact]
    public async Task A_member_found_by_name_is_checked_in_by_hand_and_undone()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);
        var found = WebUtility.HtmlDecode(await browser.ReadAsync($"{Here}/people?q=hoa duc"));
        var person = TestBrowser.FirstPersonIn(found);

        using var checkedIn = await ActAsync(browser, person, "check-in", "desk.card-left-behind");
        var present = Assert.Single((await ListAsync(page)).Present);
        using var undone = await ActAsync(browser, person, "undo", "desk.mistaken");
        var after = await ListAsync(page);

        Assert.Contains("Trần Đức Hòa", found, StringComparison.Ordinal);
        Assert.DoesNotContain("Lê Ánh", found, StringComparison.Ordinal);
        Assert.Equal((person, ReasonCode.DeskCardLeftBehind, "hall-desk"), (present.Pseudonym, present.First.Code, present.First.TerminalId));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (checkedIn.StatusCode, undone.StatusCode));
        Assert.Empty(after.Present);
        Assert.Equal(ReasonCode.DeskMistaken, Assert.Single(after.Undone).By.Code);
    }

    [Fact]
    public async Task An_absence_is_noted_with_who_and_why()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);
        var person = TestBrowser.FirstPersonIn(await browser.ReadAsync($"{Here}/people?q=anh"));

        using var noted = await ActAsync(browser, person, "absence", "desk.absent-ill");

        var list = WebUtility.HtmlDecode(await browser.ReadAsync(noted.Headers.Location!.OriginalString));
        Assert.Contains("Recorded: Absent with reason: illness.", list, StringComparison.Ordinal);
        Assert.Contains("Absent with reason: illness. (by secretary)", list, StringComparison.Ordinal);
        Assert.True(Assert.Single((await ListAsync(page)).Absent).HasReason);
    }

    [Fact]
    public async Task A_guest_is_let_in_by_name_which_stays_sealed_in_the_journal()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);

        using var answer = await browser.PostAsync($"{Here}/people", $"{Here}/guests", ("guest", "Phạm Quốc Khánh"), ("session", "phien-1"), ("next", $"{Here}/people"));

        Assert.Contains("Phạm Quốc Khánh", WebUtility.HtmlDecode(await browser.ReadAsync($"{Here}/people")), StringComparison.Ordinal);
        var frame = Assert.Single(await page.Store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None));
        Assert.False(frame.Entry.Record.Sealed.IsEmpty);
        Assert.Equal(Kiosk.Journal.JournalCounts.Nothing, frame.Entry.Record.Counts);
    }

    [Fact]
    public async Task A_guest_whom_the_desk_let_in_has_a_name_in_the_report()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);
        using var answer = await browser.PostAsync($"{Here}/people", $"{Here}/guests", ("guest", "Phạm Quốc Khánh"), ("session", "phien-1"), ("next", $"{Here}/people"));

        Assert.Contains("Phạm Quốc Khánh", await browser.ReadAsync($"{Here}/report?form=attendance&format=csv&session=phien-1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Khách\u202Eiờm")]
    [InlineData("Khách\u200B")]
    [InlineData("Khách\nmời")]
    public async Task A_guests_name_with_what_nobody_sees_is_to_be_typed_again(string name)
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);

        using var answer = await browser.PostAsync($"{Here}/people", $"{Here}/guests", ("guest", name), ("session", "phien-1"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("The guest&#x27;s name holds characters", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0UL, page.Journal.LastSequence);
    }

    [Theory]
    [InlineData("check-in", "")]
    [InlineData("check-in", "desk.mistaken")]
    [InlineData("undo", "desk.mistaken")]
    public async Task What_does_not_fit_is_refused_with_a_sentence_and_recorded_nowhere(string act, string reason)
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);
        var person = TestBrowser.FirstPersonIn(await browser.ReadAsync($"{Here}/people?q=anh"));

        using var answer = await ActAsync(browser, person, act, reason);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("role=\"status\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0UL, page.Journal.LastSequence);
    }

    [Fact]
    public async Task A_check_in_at_a_door_is_told_to_whoever_looks_on()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Operator);
        using var events = new StreamReader(await browser.OpenAsync($"{Here}/live"));
        await events.ReadLineAsync();
        await page.Hub.OpenAsync(TestJournal.Meeting, CancellationToken.None);
        var door = new TestJournal("HN-01").Admit(1, 1);

        var told = NextEventAsync(events);
        var stored = Assert.IsType<IngestOutcome.Stored>(await page.Ingest.StoreAsync(door.Batch(1, 1, signed: 1), door.Key, CancellationToken.None));
        page.Hub.Publish("HN-01", stored.Added);

        Assert.Equal("event: changed", await told.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains("<dt>Present</dt><dd>1</dd>", await browser.ReadAsync(Here), StringComparison.Ordinal);
    }

    private static async Task<string> NextEventAsync(StreamReader events)
    {
        string? line;
        do
        {
            line = await events.ReadLineAsync();
        }
        while (line is { Length: 0 });

        return line!;
    }

    private static Task<HttpResponseMessage> ActAsync(TestBrowser browser, string person, string act, string reason) =>
        browser.PostAsync($"{Here}/people", $"{Here}/people/{person}/{act}", ("reason", reason), ("session", "phien-1"), ("next", $"{Here}/people"));

    private static async Task<AttendanceList> ListAsync(RunningPage page) => Assert.Single(AttendanceList.Of(await page.Store.ArrivalsAsync(TestJournal.Meeting, CancellationToken.None)));
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresDeskPageTests(SharedPostgresFixture engine) : DeskPageContract(engine);

public sealed class SqliteDeskPageTests(SqliteFixture engine) : DeskPageContract(engine), IClassFixture<SqliteFixture>;
