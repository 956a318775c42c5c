using System.Globalization;
using Kiosk.Collector.Storage.Migrations;

namespace Kiosk.Collector.Storage;

/// <summary>Brings a database to this program's schema: each missing step and its number in one transaction.</summary>
internal static class SchemaMigrator
{
    private const string CreateTable = "CREATE TABLE IF NOT EXISTS schema_migration (number bigint NOT NULL PRIMARY KEY, name text NOT NULL)";

    /// <returns>The steps that were applied now.</returns>
    /// <exception cref="StorageException">The database cannot be reached, or was made by a newer program.</exception>
    public static Task<IReadOnlyList<Migration>> RunAsync(IDatabase database, CancellationToken cancellationToken) => StorageException.GuardAsync<IReadOnlyList<Migration>>(async () =>
    {
        await using var session = await DatabaseSession.BeginAsync(database, cancellationToken);
        await session.ExecuteAsync(database.MigrationLock, cancellationToken);
        await session.ExecuteAsync(CreateTable, cancellationToken);
        var newest = Convert.ToInt32(await session.ScalarAsync("SELECT COALESCE(MAX(number), 0) FROM schema_migration", cancellationToken), CultureInfo.InvariantCulture);
        var known = database.Migrations;
        if (newest > known.Count)
        {
            throw new StorageException(new(
                $"Cơ sở dữ liệu có lược đồ số {newest}, còn chương trình này chỉ biết đến số {known.Count}: hãy dùng phiên bản chương trình mới hơn.",
                $"The database has schema {newest}, and this program knows only {known.Count}: use the newer program."));
        }

        var missing = known.Skip(newest).ToList();
        foreach (var step in missing)
        {
            await session.ExecuteAsync(step.Sql, cancellationToken);
            await session.ExecuteAsync("INSERT INTO schema_migration (number, name) VALUES (@number, @name)", cancellationToken, ("number", step.Number), ("name", step.Name));
        }

        await session.CommitAsync(cancellationToken);
        return missing;
    });
}
