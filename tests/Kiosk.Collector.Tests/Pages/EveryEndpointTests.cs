using System.Net;
using System.Runtime.Versioning;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>What holds for each endpoint of the page, also for one that is added later.</summary>
[SupportedOSPlatform("linux")]
public sealed class EveryEndpointTests(PostgresFixture engine) : IClassFixture<PostgresFixture>
{
    private const string Here = $"/meetings/{TestJournal.Meeting}";

    /// <summary>Those of names, and the support desk's.</summary>
    private static readonly string[] OfNames = ["/looks", "/meetings/{meeting}/people", "/meetings/{meeting}/report"];

    [Fact]
    public async Task Signing_in_receipts_and_the_pages_own_files_are_open_to_anybody_and_nothing_else()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var nobody = new TestBrowser(page.Address);

        Assert.Equal(
            ["/assets/icon.svg", "/assets/live.js", "/assets/page.css", "/language", "/r", "/sign-in"],
            page.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(endpoint => endpoint.RoutePattern.RawText!).Distinct().Order(StringComparer.Ordinal));
        foreach (var path in page.Endpoints.Where(endpoint => Takes(endpoint, "GET") && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(PathOf))
        {
            using var answer = await nobody.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.Redirect, "/sign-in"), (path, answer.StatusCode, answer.Headers.Location?.AbsolutePath));
        }
    }

    [Fact]
    public async Task No_form_without_its_token_does_anything()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);
        var forms = page.Endpoints.Where(endpoint => Takes(endpoint, "POST")).Select(PathOf).ToList();

        Assert.True(forms.Count >= 6, $"{forms.Count}");
        foreach (var path in forms)
        {
            using var answer = await browser.PostWithoutTokenAsync(path, ("reason", "desk.no-card"), ("guest", "Khách"), ("session", "phien-1"));
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, answer.StatusCode));
        }

        Assert.Equal(0UL, page.Journal.LastSequence);
    }

    [Fact]
    public async Task An_operator_is_kept_from_every_page_of_names_and_every_act_and_an_auditor_from_every_act()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var operators = await page.SignInAsync(AccountRoles.Operator);
        using var auditor = await page.SignInAsync(AccountRoles.Auditor);
        var acts = page.Endpoints.Where(endpoint => Takes(endpoint, "POST") && endpoint.RoutePattern.RawText!.StartsWith("/meetings/", StringComparison.Ordinal)).Select(PathOf).ToList();

        Assert.Equal(OfNames, page.Endpoints.Where(endpoint => Takes(endpoint, "GET") && endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy is not null)).Select(endpoint => endpoint.RoutePattern.RawText!).Order(StringComparer.Ordinal));
        foreach (var path in OfNames.Select(Filled))
        {
            using var answer = await operators.GetAsync($"{path}?form=attendance&format=csv");
            Assert.Equal((path, "/denied"), (path, answer.Headers.Location?.AbsolutePath));
        }

        foreach (var (browser, path) in acts.SelectMany(path => new[] { (operators, path), (auditor, path) }))
        {
            using var answer = await browser.PostAsync("/", path, ("reason", "desk.no-card"), ("guest", "Khách"), ("session", "phien-1"));
            Assert.Equal((path, "/denied"), (path, answer.Headers.Location?.AbsolutePath));
        }

        Assert.Equal(0UL, page.Journal.LastSequence);
        Assert.Empty(await new LookStore(database).NewestAsync("", 10, CancellationToken.None));
    }

    /// <summary>PostgreSQL takes no zero in a text: what somebody writes into an address must not look like a database that is down.</summary>
    [Theory]
    [InlineData("/meetings?id=%00")]
    [InlineData($"{Here}?session=%00")]
    [InlineData($"{Here}/people?q=%00&delegation=%00")]
    [InlineData($"{Here}/people?q=%1b%5b2J")]
    [InlineData($"{Here}/report?form=attendance&format=csv&session=%00")]
    [InlineData("/meetings/a%00b")]
    [InlineData("/meetings/a%00b/people")]
    [InlineData("/meetings/a%00b/rehearsal")]
    public async Task Control_characters_in_an_address_are_no_outage(string path)
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);

        using var answer = await browser.GetAsync(path);

        Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode}");
        Assert.All(await new LookStore(database).NewestAsync("", 10, CancellationToken.None), look => Assert.DoesNotContain(look.Page, char.IsControl));
    }

    [Fact]
    public async Task Control_characters_in_a_form_are_no_outage()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var nobody = new TestBrowser(page.Address);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);
        var person = Convert.ToHexStringLower(RunningPage.PseudonymOf(1));

        using var signIn = await nobody.SignInAsync("a\0b", "mot-mat-khau-dai");
        using var guest = await browser.PostAsync($"{Here}/people", $"{Here}/guests", ("guest", "a\0b"), ("note", "\0"), ("session", "\0"));
        using var act = await browser.PostAsync($"{Here}/people", $"{Here}/people/{person}/check-in", ("reason", "desk.no-card\0"), ("session", "phien-1"), ("next", "/\0"));

        Assert.All([signIn, guest, act], answer => Assert.True((int)answer.StatusCode < 500, $"{answer.RequestMessage!.RequestUri!.AbsolutePath} {answer.StatusCode}"));
    }

    [Fact]
    public async Task A_form_that_is_too_long_is_refused_in_a_sentence()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);

        using var answer = await browser.PostAsync($"{Here}/people", $"{Here}/guests", ("guest", new string('a', 70_000)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("The address or the form is too long", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static bool Takes(RouteEndpoint endpoint, string method) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(method) is true;

    private static string PathOf(RouteEndpoint endpoint) => Filled(endpoint.RoutePattern.RawText!);

    private static string Filled(string pattern) => pattern
        .Replace("{meeting}", TestJournal.Meeting, StringComparison.Ordinal)
        .Replace("{pseudonym:length(64)}", Convert.ToHexStringLower(RunningPage.PseudonymOf(1)), StringComparison.Ordinal)
        .Replace("{act}", "check-in", StringComparison.Ordinal);
}
