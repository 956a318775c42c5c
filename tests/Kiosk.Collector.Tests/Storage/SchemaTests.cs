using System.Runtime.Versioning;
using Kiosk.Collector.Storage;
using Kiosk.Testing.Sources;

namespace Kiosk.Collector.Tests.Storage;

/// <summary>The schema as the engines themselves describe it after the migrations.</summary>
[SupportedOSPlatform("linux")]
public sealed class SchemaTests(PostgresFixture postgres, SqliteFixture sqlite) : IClassFixture<PostgresFixture>, IClassFixture<SqliteFixture>
{
    private const string PostgresKeys =
        """
        SELECT t.relname, i.relname, string_agg(a.attname, ',' ORDER BY k.position)
        FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY AS k(number, position) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
        WHERE n.nspname = 'public' AND (x.indisunique OR x.indisprimary) GROUP BY t.relname, i.relname ORDER BY t.relname, i.relname
        """;

    private const string PostgresColumns =
        "SELECT table_name, column_name, is_nullable FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, column_name";

    private const string SqliteColumns =
        """
        SELECT m.name, c.name, CASE c."notnull" WHEN 1 THEN 'NO' ELSE 'YES' END FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.name
        """;

    private const string SqliteKeys =
        """
        SELECT m.name, i.name, group_concat(k.name, ',') FROM sqlite_schema m, pragma_index_list(m.name) i, pragma_index_info(i.name) k
        WHERE m.type = 'table' AND i."unique" = 1 GROUP BY m.name, i.name ORDER BY m.name, i.name
        """;

    /// <summary>Copied whole to each server (Citus: reference tables), or kept where the schema is managed.</summary>
    private static readonly string[] NotDistributed = ["schema_migration", "account", "look", "province", "member", "meeting", "invitation", "closing", "api_token", "hearing"];

    // Citus refuses a unique index without the distribution column.
    [Fact]
    public async Task Every_key_of_a_distributed_table_holds_the_terminal()
    {
        await using var database = postgres.Create();
        await SchemaMigrator.RunAsync(database, CancellationToken.None);

        var keys = await QueryAsync(database, PostgresKeys);

        Assert.Contains(keys, key => key[0] == "frame");
        Assert.All(keys.Where(key => !NotDistributed.Contains(key[0])), key => Assert.Contains("terminal", key[2].Split(',')));
    }

    [Fact]
    public async Task Every_distributed_table_has_the_terminal()
    {
        await using var database = postgres.Create();
        await SchemaMigrator.RunAsync(database, CancellationToken.None);

        var tables = (await QueryAsync(database, PostgresColumns)).GroupBy(column => column[0], column => column[1]);

        Assert.All(tables.Where(table => !NotDistributed.Contains(table.Key)), table => Assert.Contains("terminal", table));
    }

    [Fact]
    public async Task Both_engines_have_the_same_columns()
    {
        await using var real = postgres.Create();
        await using var small = sqlite.Create();
        await SchemaMigrator.RunAsync(real, CancellationToken.None);
        await SchemaMigrator.RunAsync(small, CancellationToken.None);

        Assert.Equal(await QueryAsync(real, PostgresColumns), await QueryAsync(small, SqliteColumns));
    }

    [Fact]
    public async Task Both_engines_have_the_same_keys()
    {
        await using var real = postgres.Create();
        await using var small = sqlite.Create();
        await SchemaMigrator.RunAsync(real, CancellationToken.None);
        await SchemaMigrator.RunAsync(small, CancellationToken.None);

        Assert.Equal((await QueryAsync(real, PostgresKeys)).Select(WithoutName).Order(StringComparer.Ordinal), (await QueryAsync(small, SqliteKeys)).Select(WithoutName).Order(StringComparer.Ordinal));
    }

    /// <summary>Whoever spreads the database over servers goes by the README.</summary>
    [Fact]
    public async Task The_README_says_of_every_table_how_it_is_spread()
    {
        await using var database = postgres.Create();
        await SchemaMigrator.RunAsync(database, CancellationToken.None);
        var lines = await File.ReadAllLinesAsync(SourceTree.PathOf("src", "Kiosk.Collector", "README.md"));

        var tables = (await QueryAsync(database, PostgresColumns)).Select(column => column[0]).Distinct().Except(["schema_migration"]).ToList();

        Assert.All(tables.Except(NotDistributed), table => Assert.Contains(lines, line => line.StartsWith($"SELECT create_distributed_table('{table}', 'terminal'", StringComparison.Ordinal)));
        Assert.All(tables.Intersect(NotDistributed), table => Assert.Contains(lines, line => line.StartsWith("SELECT create_reference_table(", StringComparison.Ordinal) && line.Contains($"'{table}'", StringComparison.Ordinal)));
    }

    private static string WithoutName(string[] key) => $"{key[0]}({key[2]})";

    private static async Task<List<string[]>> QueryAsync(IDatabase database, string sql)
    {
        await using var session = await DatabaseSession.BeginAsync(database, CancellationToken.None);
        return await session.QueryAsync(sql, row => (string[])[row.GetString(0), row.GetString(1), row.GetString(2)], CancellationToken.None);
    }
}
