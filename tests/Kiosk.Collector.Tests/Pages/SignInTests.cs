using System.Net;
using System.Runtime.Versioning;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Tests.Storage;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>Who gets in, and what every answer carries.</summary>
public abstract class SignInContract(EngineFixture engine)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/meetings/dai-hoi-2026")]
    [InlineData("/meetings/dai-hoi-2026/people")]
    [InlineData("/meetings/dai-hoi-2026/live")]
    [InlineData("/terminals")]
    [InlineData("/procedures")]
    [InlineData("/forks")]
    [InlineData("/looks")]
    public async Task Nobody_sees_anything_before_they_sign_in(string path)
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = new TestBrowser(page.Address);

        using var answer = await browser.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_are_told_the_same()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = new TestBrowser(page.Address);

        using var wrong = await browser.SignInAsync(AccountRoles.Secretary, "mot-mat-khau-sai");
        using var unknown = await browser.SignInAsync("nobody", RunningPage.Password);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (wrong.StatusCode, unknown.StatusCode));
        Assert.Contains("The name or the password is wrong.", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("The name or the password is wrong.", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_right_one_does_not_help_until_it_is_set_anew()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = new TestBrowser(page.Address);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            (await browser.SignInAsync(AccountRoles.Secretary, "mot-mat-khau-sai")).Dispose();
        }

        using var locked = await browser.SignInAsync(AccountRoles.Secretary, RunningPage.Password);
        await new Kiosk.Collector.SignIn.AccountDesk(new(database), TimeProvider.System).ChangePasswordAsync(AccountRoles.Secretary, "mat-khau-moi-dai", CancellationToken.None);
        using var unlocked = await browser.SignInAsync(AccountRoles.Secretary, "mat-khau-moi-dai");

        Assert.Contains("locked for 15 minutes", await locked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, unlocked.StatusCode);
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_refused()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = new TestBrowser(page.Address);

        using var answer = await browser.PostWithoutTokenAsync("/sign-in", ("name", AccountRoles.Secretary), ("password", RunningPage.Password));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_strict_and_no_answer_lets_anything_inline_in()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = new TestBrowser(page.Address);

        using var answer = await browser.SignInAsync(AccountRoles.Secretary, RunningPage.Password);

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("__Host-signed-in", StringComparison.Ordinal));
        Assert.All(["secure", "httponly", "samesite=strict", "path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.StartsWith("default-src 'none'; style-src 'self'; script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var html = await browser.ReadAsync("/");
        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vi-VN,vi;q=0.9", "Đăng nhập")]
    [InlineData("en-GB,en;q=0.9", "Sign in")]
    [InlineData("fr", "Đăng nhập")]
    public async Task The_page_speaks_the_browsers_language(string language, string title)
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = new TestBrowser(page.Address, language);

        Assert.Contains($"<h1>{title}</h1>", WebUtility.HtmlDecode(await browser.ReadAsync("/sign-in")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_was_chosen_stays_and_the_page_is_the_same()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = new TestBrowser(page.Address);

        using var answer = await browser.PostAsync("/sign-in", "/language", ("language", "vi"), ("next", "//elsewhere.example/"));

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        Assert.Contains("lang=\"vi\"", await browser.ReadAsync("/sign-in"), StringComparison.Ordinal);
    }
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresSignInTests(SharedPostgresFixture engine) : SignInContract(engine);

public sealed class SqliteSignInTests(SqliteFixture engine) : SignInContract(engine), IClassFixture<SqliteFixture>;
