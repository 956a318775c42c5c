using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Testing.Durability;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>One person's invitation, printed at the support desk.</summary>
public abstract class InvitationPageContract(EngineFixture engine) : IDisposable
{
    private const string List = $"/meetings/{TestJournal.Meeting}/people";
    private const string Button = "Print invitation no. 12/2";

    private readonly TestFolder folder = TestFolder.Fast();

    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_secretary_prints_it_and_it_is_noted_whose_it_was()
    {
        using var key = await KeyAsync();
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database, invitations: key);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);
        var list = await browser.ReadAsync(List);

        using var answer = await browser.PostAsync(List, PathOf(RunningPage.Invited));

        Assert.Contains(Button, list, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "application/pdf", "12-2.pdf"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.FileName));
        Assert.StartsWith("%PDF", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(await new LookStore(database).NewestAsync(TestJournal.Meeting, 10, CancellationToken.None), look => look is { Account: AccountRoles.Secretary, Page: "invitation 12/2" });
    }

    [Theory]
    [InlineData(AccountRoles.Operator)]
    [InlineData(AccountRoles.Auditor)]
    public async Task Others_print_none(string role)
    {
        using var key = await KeyAsync();
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database, invitations: key);
        using var browser = await page.SignInAsync(role);

        using var answer = await browser.PostAsync("/", PathOf(RunningPage.Invited));

        Assert.Equal("/denied", answer.Headers.Location?.AbsolutePath);
        Assert.Empty(await new LookStore(database).NewestAsync(TestJournal.Meeting, 10, CancellationToken.None));
    }

    [Fact]
    public async Task A_form_from_elsewhere_prints_none()
    {
        using var key = await KeyAsync();
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database, invitations: key);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);

        using var answer = await browser.PostWithoutTokenAsync(PathOf(RunningPage.Invited));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Who_comes_by_card_only_has_none()
    {
        using var key = await KeyAsync();
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database, invitations: key);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);

        using var answer = await browser.PostAsync(List, PathOf(1));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Without_the_key_there_is_no_button()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);

        using var answer = await browser.PostAsync(List, PathOf(RunningPage.Invited));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain(Button, await browser.ReadAsync(List), StringComparison.Ordinal);
    }

    private static string PathOf(int person) => $"{List}/{Convert.ToHexStringLower(RunningPage.PseudonymOf(person))}/invitation";

    private async Task<InvitationKey> KeyAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(folder[InvitationKey.FileName], key.ExportPkcs8PrivateKeyPem());
        return InvitationKey.Find(folder.Path)!;
    }
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresInvitationPageTests(SharedPostgresFixture engine) : InvitationPageContract(engine);

public sealed class SqliteInvitationPageTests(SqliteFixture engine) : InvitationPageContract(engine), IClassFixture<SqliteFixture>;
