using System.Runtime.Versioning;
using Kiosk.Collector.Storage;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Collector.Tests.Storage;

/// <summary>Who serves a database, alike on every engine.</summary>
public abstract class DatabaseHoldContract(EngineFixture engine)
{
    private readonly ManualTimeProvider time = new();

    [Fact]
    public async Task Only_one_process_holds_a_database()
    {
        await using var database = engine.Create();
        using var held = await DatabaseHold.TakeAsync(database, time, CancellationToken.None);

        Assert.Null(await database.TryHoldAsync(CancellationToken.None));
    }

    [Fact]
    public async Task One_that_was_let_go_of_is_free()
    {
        await using var database = engine.Create();
        (await DatabaseHold.TakeAsync(database, time, CancellationToken.None)).Dispose();

        // A server lets go a moment after the connection was closed.
        using var held = await DatabaseHold.TakeAsync(database, TimeProvider.System, CancellationToken.None);

        Assert.NotNull(held);
    }

    [Fact]
    public async Task The_second_waits_in_case_the_first_is_gone_and_is_then_refused()
    {
        await using var database = engine.Create();
        using var held = await DatabaseHold.TakeAsync(database, time, CancellationToken.None);
        var begun = time.GetTimestamp();

        var refusal = Assert.ThrowsAsync<StorageException>(() => DatabaseHold.TakeAsync(database, time, CancellationToken.None));
        await UntilAsync(refusal);

        Assert.Contains("Another collector serve uses this database", (await refusal).Message, StringComparison.Ordinal);
        Assert.Equal(DatabaseHold.Timeout, time.GetElapsedTime(begun));
    }

    // Its clock goes on whenever it waits for that alone.
    private async Task UntilAsync(Task waiting)
    {
        while (!waiting.IsCompleted)
        {
            if (time.WaitingTimers > 0)
            {
                time.Advance(TimeSpan.FromSeconds(1));
            }

            await Task.Delay(1);
        }
    }
}

[SupportedOSPlatform("linux")]
public sealed class PostgresHoldTests(PostgresFixture engine) : DatabaseHoldContract(engine), IClassFixture<PostgresFixture>;

public sealed class SqliteHoldTests(SqliteFixture engine) : DatabaseHoldContract(engine), IClassFixture<SqliteFixture>;
