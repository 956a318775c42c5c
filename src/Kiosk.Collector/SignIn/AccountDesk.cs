using System.Security.Cryptography;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Storage;
using Kiosk.Words;
using Microsoft.AspNetCore.Identity;

namespace Kiosk.Collector.SignIn;

/// <summary>Adds, changes and removes accounts.</summary>
internal sealed class AccountDesk(AccountStore store, TimeProvider time)
{
    private readonly PasswordHasher<Account> hasher = new();

    /// <exception cref="AccountException">The name is taken, or a rule is broken.</exception>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task AddAsync(string name, string role, string password, CancellationToken cancellationToken)
    {
        Require(AccountRules.FindObjection(name));
        var account = new Account { Name = name, Role = role, SecurityStamp = NewStamp(), Created = time.GetUtcNow() };
        SetPassword(account, password);
        if (!await store.AddAsync(account, cancellationToken))
        {
            throw new AccountException(new($"Đã có tài khoản {name}: collector user password đặt lại mật khẩu.", $"There is an account {name}: collector user password sets its password anew."));
        }
    }

    /// <summary>The account of somebody for whom the OpenID Connect provider vouches: without a password, with the role that the provider gives now.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<Account> AdoptAsync(string name, string role, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(name, cancellationToken) is not { } known)
        {
            await store.AddAsync(new() { Name = name, Role = role, SecurityStamp = NewStamp(), Created = time.GetUtcNow() }, cancellationToken);
        }
        else if (known.Role != role)
        {
            await ChangeRoleAsync(name, role, cancellationToken);
        }

        return await FindAsync(name, cancellationToken);
    }

    /// <exception cref="AccountException">There is no such account, or the password breaks a rule.</exception>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task ChangePasswordAsync(string name, string password, CancellationToken cancellationToken)
    {
        var account = await FindAsync(name, cancellationToken);
        Require(name.StartsWith(AccountRules.OpenIdPrefix, StringComparison.Ordinal)
            ? new($"{name} đăng nhập qua OpenID Connect nên không có mật khẩu ở đây.", $"{name} signs in by OpenID Connect and has no password here.")
            : null);
        SetPassword(account, password);
        (account.SecurityStamp, account.Failures, account.LockedUntil) = (NewStamp(), 0, null);
        await store.SaveAsync(account, cancellationToken);
    }

    /// <exception cref="AccountException">There is no such account.</exception>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task ChangeRoleAsync(string name, string role, CancellationToken cancellationToken)
    {
        var before = await FindAsync(name, cancellationToken);
        await store.SaveAsync(
            new() { Name = name, Role = role, PasswordHash = before.PasswordHash, SecurityStamp = NewStamp(), Failures = before.Failures, LockedUntil = before.LockedUntil, Created = before.Created },
            cancellationToken);
    }

    /// <exception cref="AccountException">There is no such account.</exception>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        await FindAsync(name, cancellationToken);
        await store.RemoveAsync(name, cancellationToken);
    }

    private async Task<Account> FindAsync(string name, CancellationToken cancellationToken) => await store.FindAsync(name, cancellationToken) ?? throw new AccountException(new(
        $"Không có tài khoản {ShownName.Of(name)}: collector user list liệt kê các tài khoản.", $"There is no account {ShownName.Of(name)}: collector user list lists the accounts."));

    private void SetPassword(Account account, string password)
    {
        Require(AccountRules.FindObjectionTo(password));
        account.PasswordHash = hasher.HashPassword(account, password);
    }

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static void Require(Phrase? objection)
    {
        if (objection is not null)
        {
            throw new AccountException(objection);
        }
    }
}

/// <summary>An account cannot be changed as asked.</summary>
internal sealed class AccountException(Phrase sentence) : SentenceException(sentence);
