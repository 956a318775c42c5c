using System.Data;
using System.Data.Common;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage.Migrations;
using Kiosk.Durability;
using Microsoft.Data.Sqlite;

namespace Kiosk.Collector.Storage.Sqlite;

/// <summary>SQLite in one file, for trying the collector out (<c>serve --dev</c>). Commits are synced to the disk as PostgreSQL's are.</summary>
internal sealed class SqliteDatabase(string path) : IDatabase
{
    private const string InsertFrame =
        """
        INSERT INTO frame (terminal, sequence, instant, mode, outcome, code, counts, context, door, pseudonym, hash, bytes)
        VALUES (@terminal, @sequence, @instant, @mode, @outcome, @code, @counts, @context, @door, @pseudonym, @hash, @bytes)
        """;

    private static readonly string[] Columns = ["@terminal", "@sequence", "@instant", "@mode", "@outcome", "@code", "@counts", "@context", "@door", "@pseudonym", "@hash", "@bytes"];

    private readonly string connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 30 }.ToString();

    public IReadOnlyList<Migration> Migrations { get; } = Migration.Of("sqlite");

    // A transaction that may write excludes all others as it is.
    public string MigrationLock => "SELECT 1";

    public string RowLock => "";

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var durable = connection.CreateCommand();
            durable.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF";
            await durable.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false));
    }

    public async Task InsertAsync(DbTransaction transaction, string terminal, IReadOnlyList<VerifiedFrame> frames, CancellationToken cancellationToken)
    {
        await using var command = ((SqliteConnection)transaction.Connection!).CreateCommand();
        command.CommandText = InsertFrame;
        command.Transaction = (SqliteTransaction)transaction;
        foreach (var column in Columns)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = column });
        }

        foreach (var frame in frames)
        {
            var record = frame.Entry.Record;
            object[] values =
            [
                terminal, (long)frame.Entry.Sequence.Value, StoredInstant.Of(record.Clock.Instant), (int)record.Mode, (int)record.Outcome, (int)record.Code, (int)record.Counts,
                record.Context, record.Door, record.Pseudonym.ToArray(), frame.Entry.FrameHash.ToArray(), frame.Bytes.ToArray(),
            ];
            for (var index = 0; index < values.Length; index++)
            {
                command.Parameters[index].Value = values[index];
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public Task<IDisposable?> TryHoldAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IDisposable?>(FileLock.TryTake(path + ".lock"));
    }

    public ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }
}
