using System.Net;
using System.Runtime.Versioning;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>What each role sees and does.</summary>
public abstract class RolesContract(EngineFixture engine)
{
    private const string Here = $"/meetings/{TestJournal.Meeting}";

    [Fact]
    public async Task An_operator_sees_figures_and_nobodys_name()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Operator);

        var figures = WebUtility.HtmlDecode(await browser.ReadAsync(Here));
        using var list = await browser.GetAsync($"{Here}/people");

        Assert.Contains("Present 0/4: 3 short of the quorum.", figures, StringComparison.Ordinal);
        Assert.DoesNotContain("Hoa", figures, StringComparison.Ordinal);
        Assert.Equal("/denied", list.Headers.Location?.AbsolutePath);
        Assert.Empty(await new LookStore(database).NewestAsync("", 10, CancellationToken.None));
    }

    [Fact]
    public async Task An_auditor_sees_names_and_who_looked_and_cannot_act()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Auditor);

        var list = WebUtility.HtmlDecode(await browser.ReadAsync($"{Here}/people"));
        using var act = await browser.PostAsync($"{Here}/people", $"{Here}/guests", ("guest", "Khách"), ("session", "phien-1"));

        Assert.Contains("Nguyễn Thị Hoa", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Check in", list, StringComparison.Ordinal);
        Assert.Equal("/denied", act.Headers.Location?.AbsolutePath);
        Assert.Equal(0UL, page.Journal.LastSequence);
    }

    [Theory]
    [InlineData("csv", "text/csv", "Nguyễn Thị Hoa")]
    [InlineData("json", "application/json", "Nguyễn Thị Hoa")]
    public async Task A_report_is_a_file_to_download_and_a_look_at_names(string format, string type, string holds)
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);

        using var answer = await browser.GetAsync($"{Here}/report?form=attendance&format={format}&session=phien-1");

        Assert.Equal((HttpStatusCode.OK, type, "attachment"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Contains(holds, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal($"report form=Attendance format={char.ToUpperInvariant(format[0])}{format[1..]} session=phien-1", Assert.Single(await new LookStore(database).NewestAsync("", 10, CancellationToken.None)).Page);
        Assert.Contains("Attendance list", await browser.ReadAsync(Here), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AccountRoles.Operator, "form=attendance&format=csv", HttpStatusCode.Redirect)]
    [InlineData(AccountRoles.Auditor, "form=attendance&format=doc", HttpStatusCode.NotFound)]
    [InlineData(AccountRoles.Auditor, "form=attendance&format=csv&session=khong-co", HttpStatusCode.NotFound)]
    public async Task A_report_is_not_for_an_operator_and_not_of_what_there_is_not(string role, string query, HttpStatusCode status)
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(role);

        using var answer = await browser.GetAsync($"{Here}/report?{query}");

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Each_look_at_names_is_recorded_with_who_and_what()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);

        await browser.ReadAsync($"{Here}/people?q=hoa");
        await browser.ReadAsync($"{Here}/people?q=hoa");
        await browser.ReadAsync($"{Here}/people?state=Present");

        var looks = await new LookStore(database).NewestAsync(TestJournal.Meeting, 10, CancellationToken.None);
        Assert.Equal([(AccountRoles.Secretary, "list q= state=Present delegation= page=1 session=phien-1"), (AccountRoles.Secretary, "list q=hoa state=all delegation= page=1 session=phien-1")], looks.Select(look => (look.Account, look.Page)));
        Assert.Contains("q=hoa", await browser.ReadAsync("/looks"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_that_nobody_knows_is_not_found_with_a_sentence()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Operator);

        using var answer = await browser.GetAsync("/meetings/khac");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no such page.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresRolesTests(SharedPostgresFixture engine) : RolesContract(engine);

public sealed class SqliteRolesTests(SqliteFixture engine) : RolesContract(engine), IClassFixture<SqliteFixture>;
