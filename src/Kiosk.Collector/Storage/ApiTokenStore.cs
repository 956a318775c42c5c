using System.Security.Cryptography;
using System.Text;
using Kiosk.Collector.Events;

namespace Kiosk.Collector.Storage;

/// <summary>Tokens by which programs read from the collector. A token is 32 random bytes, so that its plain SHA-256 is of no use to whoever reads the database.</summary>
internal sealed class ApiTokenStore(IDatabase database)
{
    private const int TokenLength = 32;

    /// <returns>The token, which is not kept; null if the name is taken.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<string?> AddAsync(string name, bool maySeeNames, DateTimeOffset now, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenLength)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        var added = await session.ExecuteAsync(
            "INSERT INTO api_token (name, hash, may_see_names, created) VALUES (@name, @hash, @names, @now) ON CONFLICT (name) DO NOTHING",
            cancellationToken,
            ("name", name),
            ("hash", HashOf(token)),
            ("names", maySeeNames ? 1 : 0),
            ("now", StoredInstant.Of(now)));
        await session.CommitAsync(cancellationToken);
        return added > 0 ? token : null;
    });

    /// <returns>Whether there was one of this name.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<bool> RevokeAsync(string name, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        var removed = await session.ExecuteAsync("DELETE FROM api_token WHERE name = @name", cancellationToken, ("name", name));
        await session.CommitAsync(cancellationToken);
        return removed > 0;
    });

    /// <summary>All of them, by name.</summary>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<ApiToken>> ListAsync(CancellationToken cancellationToken) => QueryAsync(" ORDER BY name", cancellationToken);

    /// <returns>Null if nobody holds this token.</returns>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<ApiToken?> FindAsync(string token, CancellationToken cancellationToken) => (await QueryAsync(" WHERE hash = @hash", cancellationToken, ("hash", HashOf(token)))).FirstOrDefault();

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private Task<List<ApiToken>> QueryAsync(string where, CancellationToken cancellationToken, params (string, object)[] parameters) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        return await session.QueryAsync(
            $"SELECT name, may_see_names, created FROM api_token{where}", row => new ApiToken(row.GetString(0), row.GetInt32(1) != 0, StoredInstant.Read(row.GetInt64(2))), cancellationToken, parameters);
    });
}
