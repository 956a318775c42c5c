using System.Data.Common;
using Kiosk.Collector.Accounts;

namespace Kiosk.Collector.Storage;

/// <summary>The accounts of the page.</summary>
internal sealed class AccountStore(IDatabase database)
{
    private const string Select = "SELECT name, role, password_hash, security_stamp, failures, locked_until, created FROM account";

    private const string Insert =
        """
        INSERT INTO account (name, role, password_hash, security_stamp, failures, locked_until, created) VALUES (@name, @role, @hash, @stamp, @failures, @locked, @created)
        ON CONFLICT (name) DO NOTHING
        """;

    private const string Update = "UPDATE account SET role = @role, password_hash = @hash, security_stamp = @stamp, failures = @failures, locked_until = @locked WHERE name = @name";

    /// <summary>By name.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<Account>> AllAsync(CancellationToken cancellationToken) =>
        StorageException.GuardAsync(async () =>
        {
            await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
            return await session.QueryAsync($"{Select} ORDER BY name", Read, cancellationToken);
        });

    /// <returns>Null if there is none of that name.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<Account?> FindAsync(string name, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        return (await session.QueryAsync($"{Select} WHERE name = @name", Read, cancellationToken, ("name", name))).FirstOrDefault();
    });

    /// <returns>False if the name is taken.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<bool> AddAsync(Account account, CancellationToken cancellationToken) => await ExecuteAsync(Insert, cancellationToken, [.. Columns(account), ("created", StoredInstant.Of(account.Created))]) > 0;

    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task SaveAsync(Account account, CancellationToken cancellationToken) => ExecuteAsync(Update, cancellationToken, Columns(account));

    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) => ExecuteAsync("DELETE FROM account WHERE name = @name", cancellationToken, ("name", name));

    private Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        var rows = await session.ExecuteAsync(sql, cancellationToken, parameters);
        await session.CommitAsync(cancellationToken);
        return rows;
    });

    private static (string Name, object Value)[] Columns(Account account) =>
    [
        ("name", account.Name), ("role", account.Role), ("hash", account.PasswordHash), ("stamp", account.SecurityStamp), ("failures", (long)account.Failures),
        ("locked", account.LockedUntil is { } until ? StoredInstant.Of(until) : 0L),
    ];

    private static Account Read(DbDataReader row) => new()
    {
        Name = row.GetString(0),
        Role = row.GetString(1),
        PasswordHash = row.GetString(2),
        SecurityStamp = row.GetString(3),
        Failures = (int)row.GetInt64(4),
        LockedUntil = row.GetInt64(5) is > 0 and var until ? StoredInstant.Read(until) : null,
        Created = StoredInstant.Read(row.GetInt64(6)),
    };
}
