using System.Runtime.Versioning;
using Kiosk.Collector.Storage.Postgres;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;
using Npgsql;

namespace Kiosk.Collector.Tests.Faults;

/// <summary>A real PostgreSQL whose disk is full, or which does not come to an answer: nothing is acknowledged that is not stored, and nothing is stored twice once it goes on.</summary>
[SupportedOSPlatform("linux")]
public sealed class TroubledDatabaseTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const int Free = 2 * 1024 * 1024;

    [FactWithTinyDisk]
    public async Task A_full_disk_is_503_and_the_same_batches_are_stored_once_when_there_is_room()
    {
        using var disk = new TinyDisk(kilobytes: 80_000);
        (await ChildProcess.RunAsync("chown", "nobody", disk.Path)).With(0);
        await using var tiny = await TinyDatabase.CreateAsync(postgres.Server.CreateDatabase(), disk);
        await using var database = new PostgresDatabase(tiny.Connection);
        await using var collector = await RunningCollector.StartAsync(database);
        await using var door = new UploadingDoor(collector);
        var filler = Path.Combine(disk.Path, "filler");
        await File.WriteAllBytesAsync(filler, new byte[new DriveInfo(disk.Path).AvailableFreeSpace - Free]);
        door.Admit(1, 12_000);

        await door.StartAsync();
        await door.UntilAsync(state => state.Problem is { } problem && problem.English.Contains("HTTP 503", StringComparison.Ordinal));
        var (acknowledged, stored) = (door.State.Now.Contiguous, await StoredFrames.ReadAsync(database, UploadingDoor.Id));
        Assert.InRange(acknowledged, 1UL, 11_999UL);
        Assert.True((ulong)stored.Count >= acknowledged, $"{acknowledged} were acknowledged, and {stored.Count} are stored.");
        File.Delete(filler);

        await door.UntilAsync(state => state is { Unsent: 0, Receipted: 12_000 });
        await StoredFrames.AssertOnceAsync(database, door.Journal);
        Assert.Equal(12_000UL, door.VerifiedReceipt().Content.Size);
    }

    [Fact]
    public async Task A_database_that_comes_to_no_answer_is_503_and_the_batch_is_stored_once_when_it_does()
    {
        var connection = postgres.Server.CreateDatabase();
        await using var database = new PostgresDatabase(connection + ";Command Timeout=2");
        await using var collector = await RunningCollector.StartAsync(database);
        await using var door = new UploadingDoor(collector);
        door.Admit(1, 500);
        await using (var other = new NpgsqlConnection(connection))
        {
            await other.OpenAsync();
            await using var held = await other.BeginTransactionAsync();
            await using var locking = new NpgsqlCommand("LOCK TABLE frame IN ACCESS EXCLUSIVE MODE", other, held);
            await locking.ExecuteNonQueryAsync();
            await door.StartAsync();
            await door.UntilAsync(state => state.Problem is { } problem && problem.English.Contains("HTTP 503", StringComparison.Ordinal));
            Assert.Equal(0UL, door.State.Now.Contiguous);
            await held.RollbackAsync();
        }

        await door.UntilAsync(state => state is { Unsent: 0, Receipted: 500 });
        await StoredFrames.AssertOnceAsync(database, door.Journal);
    }

    [Fact]
    public async Task A_database_that_crashes_again_and_again_stores_each_frame_once()
    {
        await using var database = new PostgresDatabase(postgres.Server.CreateDatabase());
        await using var collector = await RunningCollector.StartAsync(database);
        await using var door = new UploadingDoor(collector);
        door.Admit(1, 6_000);
        await door.StartAsync();
        for (var crash = 1; crash <= 3; crash++)
        {
            var reached = (ulong)crash * 1_500;
            await door.UntilAsync(state => state.Contiguous >= reached);
            postgres.Server.Stop();
            postgres.Server.Start();
        }

        await door.UntilAsync(state => state is { Unsent: 0, Receipted: 6_000 });
        await StoredFrames.AssertOnceAsync(database, door.Journal);
        Assert.Equal(6_000UL, door.VerifiedReceipt().Content.Size);
    }

    /// <summary>A database whose tables lie on a small disk; the server's log of changes does not.</summary>
    private sealed class TinyDatabase(string own) : IAsyncDisposable
    {
        public string Connection { get; } = new NpgsqlConnectionStringBuilder(own) { Database = "tiny" }.ConnectionString;

        public static async Task<TinyDatabase> CreateAsync(string own, TinyDisk disk)
        {
            var created = new TinyDatabase(own);
            await created.RunAsync($"CREATE TABLESPACE tiny LOCATION '{disk.Path}'", "CREATE DATABASE tiny TABLESPACE tiny");
            return created;
        }

        // Else the server would keep the disk busy.
        public async ValueTask DisposeAsync() => await RunAsync("DROP DATABASE tiny WITH (FORCE)", "DROP TABLESPACE tiny");

        private async Task RunAsync(params string[] statements)
        {
            await using var connection = new NpgsqlConnection(own);
            await connection.OpenAsync();
            foreach (var statement in statements)
            {
#pragma warning disable CA2100 // Constants of this class and a folder of this test's own.
                await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
                await command.ExecuteNonQueryAsync();
            }
        }
    }
}
