using System.Runtime.Versioning;
using Kiosk.Collector.Storage;

namespace Kiosk.Collector.Tests.Storage;

/// <summary>Years of other meetings lie beside a meeting's records: the engines say themselves that they do not read them.</summary>
[SupportedOSPlatform("linux")]
public sealed class MeetingIndexTests(PostgresFixture postgres, SqliteFixture sqlite) : IClassFixture<PostgresFixture>, IClassFixture<SqliteFixture>
{
    /// <summary>In a database whose order of letters is not that of bytes, as Debian makes them: an index in that order serves no beginning of a text.</summary>
    [Fact]
    public async Task PostgreSQL_goes_to_a_meetings_records_by_its_index()
    {
        await using var database = postgres.Create();
        await SchemaMigrator.RunAsync(database, CancellationToken.None);

        var plan = await PlanAsync(database, "SET LOCAL enable_seqscan = off", $"EXPLAIN {JournalStore.SelectArrivals}");

        Assert.Contains("frame_attendance", plan, StringComparison.Ordinal);
        Assert.Contains("Index Cond: ((context >= ", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SQLite_goes_to_a_meetings_records_by_its_index()
    {
        await using var database = sqlite.Create();
        await SchemaMigrator.RunAsync(database, CancellationToken.None);

        Assert.Contains("frame_attendance (context>? AND context<?)", await PlanAsync(database, "SELECT 1", $"EXPLAIN QUERY PLAN {JournalStore.SelectArrivals}"), StringComparison.Ordinal);
    }

    private static async Task<string> PlanAsync(IDatabase database, string before, string explain)
    {
        await using var session = await DatabaseSession.BeginAsync(database, CancellationToken.None);
        await session.ExecuteAsync(before, CancellationToken.None);
        return string.Join('\n', await session.QueryAsync(explain, row => row.GetString(row.FieldCount - 1), CancellationToken.None, ("from", "hop/"), ("until", "hop0")));
    }
}
