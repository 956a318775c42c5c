using System.Runtime.Versioning;
using Kiosk.Collector.Storage;

namespace Kiosk.Collector.Tests.Storage;

/// <summary>Migrations, alike on every engine.</summary>
public abstract class MigrationContract(EngineFixture engine)
{
    [Fact]
    public async Task A_new_database_gets_every_step_and_one_that_has_them_none()
    {
        await using var database = engine.Create();

        Assert.Equal(database.Migrations, await SchemaMigrator.RunAsync(database, CancellationToken.None));
        Assert.Empty(await SchemaMigrator.RunAsync(database, CancellationToken.None));
    }

    [Fact]
    public async Task Collectors_that_start_together_migrate_once()
    {
        await using var database = engine.Create();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => SchemaMigrator.RunAsync(database, CancellationToken.None))));

        Assert.Equal(database.Migrations, applied.SelectMany(steps => steps));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await using var database = engine.Create();
        await SchemaMigrator.RunAsync(database, CancellationToken.None);
        await using (var session = await DatabaseSession.BeginAsync(database, CancellationToken.None))
        {
            await session.ExecuteAsync("INSERT INTO schema_migration (number, name) VALUES (999, 'later')", CancellationToken.None);
            await session.CommitAsync(CancellationToken.None);
        }

        var refusal = await Assert.ThrowsAsync<StorageException>(() => SchemaMigrator.RunAsync(database, CancellationToken.None));

        Assert.Contains("has schema 999", refusal.Message, StringComparison.Ordinal);
    }
}

[SupportedOSPlatform("linux")]
public sealed class PostgresMigrationTests(PostgresFixture engine) : MigrationContract(engine), IClassFixture<PostgresFixture>;

public sealed class SqliteMigrationTests(SqliteFixture engine) : MigrationContract(engine), IClassFixture<SqliteFixture>;
