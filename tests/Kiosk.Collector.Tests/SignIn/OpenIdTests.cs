using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.SignIn;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Pages;
using Kiosk.Collector.Tests.Storage;

namespace Kiosk.Collector.Tests.SignIn;

/// <summary>Sign-in at a site's own provider, over loopback.</summary>
public sealed class OpenIdTests(SqliteFixture engine) : IClassFixture<SqliteFixture>, IAsyncLifetime
{
    private const string Name = "openid:tran.thi.b";

    private TestOpenIdProvider provider = null!;

    public async Task InitializeAsync() => provider = await TestOpenIdProvider.StartAsync();

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Somebody_with_a_role_signs_in_and_looks_at_names_under_the_providers_name(bool usesRsa)
    {
        provider.UsesRsa = usesRsa;
        await using var database = engine.Create();
        await using var page = await StartAsync(database);
        using var browser = new TestBrowser(page.Address);

        var end = await SignInAsync(browser, $"/meetings/{TestJournal.Meeting}/people");
        var list = WebUtility.HtmlDecode(await browser.ReadAsync($"/meetings/{TestJournal.Meeting}/people"));

        Assert.Equal($"/sign-in/done?next=%2Fmeetings%2F{TestJournal.Meeting}%2Fpeople", end);
        Assert.Contains("Nguyễn Thị Hoa", list, StringComparison.Ordinal);
        Assert.Contains($"{Name} (secretary)", list, StringComparison.Ordinal);
        Assert.Equal(Name, Assert.Single(await new LookStore(database).NewestAsync("", 10, CancellationToken.None)).Account);
        Assert.Equal("", (await new AccountStore(database).FindAsync(Name, CancellationToken.None))!.PasswordHash);
    }

    [Fact]
    public async Task The_strict_cookie_is_followed_by_a_page_of_ours_that_leads_on()
    {
        await using var database = engine.Create();
        await using var page = await StartAsync(database);
        using var browser = new TestBrowser(page.Address);

        using var answer = await browser.GetAsync(await SignInAsync(browser, "/terminals"));

        Assert.Equal((HttpStatusCode.OK, "0; url=/terminals"), (answer.StatusCode, answer.Headers.GetValues("Refresh").Single()));
    }

    [Theory]
    [InlineData("aud", "another-client", OpenIdRefusal.Failed)]
    [InlineData("iss", "http://127.0.0.1:1/", OpenIdRefusal.Failed)]
    [InlineData("nonce", "of-another-browser", OpenIdRefusal.Failed)]
    [InlineData("exp", "1700000000", OpenIdRefusal.Failed)]
    [InlineData("roles", "nguoi-la", OpenIdRefusal.NoRole)]
    [InlineData("preferred_username", "Trần Thị B", OpenIdRefusal.NoName)]
    public async Task A_token_that_is_not_for_this_sign_in_or_gives_no_role_lets_nobody_in(string claim, string value, string why)
    {
        provider.Change = token => token[claim] = long.TryParse(value, out var number) ? JsonValue.Create(number) : JsonValue.Create(value);
        await using var database = engine.Create();
        await using var page = await StartAsync(database);
        using var browser = new TestBrowser(page.Address);

        var end = await SignInAsync(browser, "/");

        await AssertNobodyAsync(browser, database, end, why);
    }

    [Fact]
    public async Task A_token_signed_by_a_key_that_is_not_the_providers_lets_nobody_in()
    {
        provider.SignsWithAnotherKey = true;
        await using var database = engine.Create();
        await using var page = await StartAsync(database);
        using var browser = new TestBrowser(page.Address);

        var end = await SignInAsync(browser, "/");

        await AssertNobodyAsync(browser, database, end, OpenIdRefusal.Failed);
    }

    [Fact]
    public async Task Another_role_at_the_provider_is_another_role_here_from_the_next_sign_in_on()
    {
        await using var database = engine.Create();
        await using var page = await StartAsync(database);
        using var browser = new TestBrowser(page.Address);
        await SignInAsync(browser, "/");
        provider.Change = token => token["roles"] = "van-hanh";

        await SignInAsync(browser, "/");

        Assert.Equal(AccountRoles.Operator, (await new AccountStore(database).FindAsync(Name, CancellationToken.None))!.Role);
        Assert.Contains($"{Name} (operator)", await browser.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_cannot_be_reached_is_said_in_a_sentence_and_passwords_still_work()
    {
        await using var database = engine.Create();
        await using var page = await StartAsync(database);
        await provider.DisposeAsync();
        using var browser = new TestBrowser(page.Address);

        using var start = await browser.GetAsync("/sign-in/start");
        var said = await browser.ReadAsync(start.Headers.Location!.OriginalString);
        using var byPassword = await browser.SignInAsync(AccountRoles.Auditor, RunningPage.Password);

        Assert.Contains("The sign-in service cannot be reached.", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, byPassword.StatusCode);
    }

    [Fact]
    public async Task No_password_is_ever_good_for_such_an_account()
    {
        await using var database = engine.Create();
        await using var page = await StartAsync(database);
        using var browser = new TestBrowser(page.Address);
        await SignInAsync(browser, "/");
        using var other = new TestBrowser(page.Address);

        using var empty = await other.SignInAsync(Name, "");
        var refused = await Assert.ThrowsAsync<AccountException>(() => new AccountDesk(new(database), TimeProvider.System).ChangePasswordAsync(Name, "mot-mat-khau-dai", CancellationToken.None));

        Assert.Equal(HttpStatusCode.Forbidden, empty.StatusCode);
        Assert.Contains("OpenID Connect", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "authority": "http://sso.example.vn", "clientId": "a", "clientSecretFile": "s", "roles": [{ "value": "x", "role": "auditor" }] }""", "openid.json: the authority is https://…, or http:// on this machine itself.")]
    [InlineData("""{ "authority": "https://sso.example.vn", "clientId": "a", "clientSecretFile": "s", "roles": [{ "value": "x", "role": "admin" }] }""", "openid.json: each of roles has a value and a role, which is one of operator, secretary, auditor.")]
    [InlineData("""{ "authority": "https://sso.example.vn", "clientId": "", "clientSecretFile": "s", "roles": [{ "value": "x", "role": "auditor" }] }""", "openid.json: clientId, or the file of clientSecretFile, is empty.")]
    [InlineData("{\n \"authorty\": 1 }", "openid.json line 2: malformed; its members are authority, clientId, clientSecretFile, roles, title, nameClaim, roleClaim.")]
    public void A_mistake_in_the_settings_is_named(string json, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<OpenIdException>(() => OpenIdSettings.Parse(Encoding.UTF8.GetBytes(json), "openid.json", _ => "secret")).Sentence.English);

    private Task<RunningPage> StartAsync(IDatabase database) => RunningPage.StartAsync(database, openId: new(
        provider.Address, TestOpenIdProvider.ClientId, TestOpenIdProvider.ClientSecret, "Cổng tỉnh", "preferred_username", "roles", [new("thu-ky", AccountRoles.Secretary), new("van-hanh", AccountRoles.Operator)]));

    /// <returns>Where the page's answer to the provider's leads.</returns>
    private static async Task<string> SignInAsync(TestBrowser browser, string next)
    {
        using var start = await browser.GetAsync($"/sign-in/start?next={Uri.EscapeDataString(next)}");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };
        using var atProvider = await http.GetAsync(start.Headers.Location!);
        using var back = await browser.GetAsync(atProvider.Headers.Location!.PathAndQuery);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        return back.Headers.Location!.OriginalString;
    }

    private static async Task AssertNobodyAsync(TestBrowser browser, IDatabase database, string end, string why)
    {
        Assert.Equal($"/sign-in?refused={why}", end);
        using var inside = await browser.GetAsync("/");
        Assert.Equal("/sign-in", inside.Headers.Location!.AbsolutePath);
        Assert.Null(await new AccountStore(database).FindAsync(Name, CancellationToken.None));
        Assert.Contains("role=\"alert\"", await browser.ReadAsync(end), StringComparison.Ordinal);
    }
}
