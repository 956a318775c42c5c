using System.Runtime.Versioning;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.SignIn;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Storage;

namespace Kiosk.Collector.Tests.SignIn;

/// <summary>Accounts and looks, alike on every engine.</summary>
public abstract class AccountContract(EngineFixture engine)
{
    private const string Name = "nguyen.van.a";
    private const string Password = "mot-mat-khau-dai";

    [Fact]
    public async Task An_account_is_kept_with_its_role_and_never_with_its_password()
    {
        await using var database = await CreateAsync();

        await new AccountDesk(new(database), TimeProvider.System).AddAsync(Name, AccountRoles.Secretary, Password, CancellationToken.None);

        var account = Assert.Single(await new AccountStore(database).AllAsync(CancellationToken.None));
        Assert.Equal((Name, AccountRoles.Secretary), (account.Name, account.Role));
        Assert.DoesNotContain(Password, account.PasswordHash, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Name, Password, "There is an account nguyen.van.a")]
    [InlineData("Nguyễn Văn A", Password, "cannot be a sign-in name")]
    [InlineData("b", "ngan", "A password has 12 to 256 characters.")]
    public async Task What_breaks_a_rule_is_refused_with_a_sentence(string name, string password, string sentence)
    {
        await using var database = await CreateAsync();
        var desk = new AccountDesk(new(database), TimeProvider.System);
        await desk.AddAsync(Name, AccountRoles.Auditor, Password, CancellationToken.None);

        var refusal = await Assert.ThrowsAsync<AccountException>(() => desk.AddAsync(name, AccountRoles.Auditor, password, CancellationToken.None));

        Assert.Contains(sentence, refusal.Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_role_and_a_new_password_sign_out_whoever_is_signed_in()
    {
        await using var database = await CreateAsync();
        var (store, desk) = (new AccountStore(database), new AccountDesk(new(database), TimeProvider.System));
        await desk.AddAsync(Name, AccountRoles.Operator, Password, CancellationToken.None);
        var stamps = new List<string> { (await store.FindAsync(Name, CancellationToken.None))!.SecurityStamp };

        await desk.ChangeRoleAsync(Name, AccountRoles.Auditor, CancellationToken.None);
        stamps.Add((await store.FindAsync(Name, CancellationToken.None))!.SecurityStamp);
        await desk.ChangePasswordAsync(Name, "mat-khau-moi-dai", CancellationToken.None);
        stamps.Add((await store.FindAsync(Name, CancellationToken.None))!.SecurityStamp);

        Assert.Equal(3, stamps.Distinct().Count());
        Assert.Equal(AccountRoles.Auditor, (await store.FindAsync(Name, CancellationToken.None))!.Role);
    }

    [Fact]
    public async Task A_removed_account_is_gone_and_cannot_be_changed()
    {
        await using var database = await CreateAsync();
        var desk = new AccountDesk(new(database), TimeProvider.System);
        await desk.AddAsync(Name, AccountRoles.Operator, Password, CancellationToken.None);

        await desk.RemoveAsync(Name, CancellationToken.None);

        Assert.Null(await new AccountStore(database).FindAsync(Name, CancellationToken.None));
        await Assert.ThrowsAsync<AccountException>(() => desk.ChangeRoleAsync(Name, AccountRoles.Auditor, CancellationToken.None));
    }

    [Fact]
    public async Task Looks_come_newest_first_and_by_meeting()
    {
        await using var database = await CreateAsync();
        var (looks, at) = (new LookStore(database), new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.Zero));
        await looks.AddAsync(new(at, Name, "mot", "list"), CancellationToken.None);
        await looks.AddAsync(new(at.AddMinutes(1), Name, "hai", "list"), CancellationToken.None);

        Assert.Equal(["hai", "mot"], (await looks.NewestAsync("", 10, CancellationToken.None)).Select(look => look.Meeting));
        Assert.Equal(new Look(at, Name, "mot", "list"), Assert.Single(await looks.NewestAsync("mot", 10, CancellationToken.None)));
    }

    private async Task<IDatabase> CreateAsync()
    {
        var database = engine.Create();
        await SchemaMigrator.RunAsync(database, CancellationToken.None);
        return database;
    }
}

[SupportedOSPlatform("linux")]
public sealed class PostgresAccountTests(PostgresFixture engine) : AccountContract(engine), IClassFixture<PostgresFixture>;

public sealed class SqliteAccountTests(SqliteFixture engine) : AccountContract(engine), IClassFixture<SqliteFixture>;
