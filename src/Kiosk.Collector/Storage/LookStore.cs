using System.Globalization;
using System.Security.Cryptography;
using Kiosk.Collector.Accounts;

namespace Kiosk.Collector.Storage;

/// <summary>Who looked at names. Only ever added to.</summary>
internal sealed class LookStore(IDatabase database)
{
    private const string Insert = "INSERT INTO look (id, instant, account, meeting, page) VALUES (@id, @instant, @account, @meeting, @page)";

    private const string Select = "SELECT instant, account, meeting, page FROM look WHERE meeting = @meeting OR @meeting = '' ORDER BY id DESC LIMIT @max";

    /// <exception cref="StorageException">The database cannot be used: the names must not be shown.</exception>
    public Task AddAsync(Look look, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        var instant = StoredInstant.Of(look.At);
        // In the order of time; random behind it, so that two collectors never give the same.
        var id = instant.ToString("x16", CultureInfo.InvariantCulture) + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        await session.ExecuteAsync(Insert, cancellationToken, ("id", id), ("instant", instant), ("account", look.Account), ("meeting", look.Meeting), ("page", look.Page));
        await session.CommitAsync(cancellationToken);
        return true;
    });

    /// <summary>The newest first.</summary>
    /// <param name="meeting">Its id; empty for all.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public Task<List<Look>> NewestAsync(string meeting, int max, CancellationToken cancellationToken) => StorageException.GuardAsync(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        return await session.QueryAsync(
            Select, row => new Look(StoredInstant.Read(row.GetInt64(0)), row.GetString(1), row.GetString(2), row.GetString(3)), cancellationToken, ("meeting", meeting), ("max", (long)max));
    });
}
