using System.Data.Common;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage.Migrations;
using Npgsql;
using NpgsqlTypes;

namespace Kiosk.Collector.Storage.Postgres;

/// <summary>PostgreSQL through Npgsql. Frames are inserted by binary COPY.</summary>
internal sealed class PostgresDatabase : IDatabase
{
    private const string CopyFrames =
        "COPY frame (terminal, sequence, instant, mode, outcome, code, counts, context, door, pseudonym, hash, bytes) FROM STDIN (FORMAT BINARY)";

    // More than this program has; each connection plans a statement once.
    private const int MaxPreparedStatements = 32;

    // A number as MigrationLock's; and the server finds within half a minute that the machine at the other end is gone, instead of two hours.
    private const string TryHold = "SELECT pg_try_advisory_lock(4920179); SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; SET idle_session_timeout = 0";

    private readonly NpgsqlDataSource source;
    private readonly string holding;

    /// <exception cref="ArgumentException">The connection string is malformed.</exception>
    public PostgresDatabase(string connectionString)
    {
        // A pool would keep the lock with the connection.
        holding = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString();
        source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = MaxPreparedStatements, AutoPrepareMinUsages = 2 });
    }

    public IReadOnlyList<Migration> Migrations { get; } = Migration.Of("postgres");

    // Any number will do, as long as all collectors take the same.
    public string MigrationLock => "SELECT pg_advisory_xact_lock(4920178)";

    public string RowLock => " FOR UPDATE";

    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await source.OpenConnectionAsync(cancellationToken);

    public async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) => await connection.BeginTransactionAsync(cancellationToken);

    public async Task InsertAsync(DbTransaction transaction, string terminal, IReadOnlyList<VerifiedFrame> frames, CancellationToken cancellationToken)
    {
        await using var writer = await ((NpgsqlConnection)transaction.Connection!).BeginBinaryImportAsync(CopyFrames, cancellationToken);
        foreach (var frame in frames)
        {
            var record = frame.Entry.Record;
            await writer.StartRowAsync(cancellationToken);
            await writer.WriteAsync(terminal, NpgsqlDbType.Text, cancellationToken);
            await writer.WriteAsync((long)frame.Entry.Sequence.Value, NpgsqlDbType.Bigint, cancellationToken);
            await writer.WriteAsync(StoredInstant.Of(record.Clock.Instant), NpgsqlDbType.Bigint, cancellationToken);
            await writer.WriteAsync((short)record.Mode, NpgsqlDbType.Smallint, cancellationToken);
            await writer.WriteAsync((short)record.Outcome, NpgsqlDbType.Smallint, cancellationToken);
            await writer.WriteAsync((int)record.Code, NpgsqlDbType.Integer, cancellationToken);
            await writer.WriteAsync((short)record.Counts, NpgsqlDbType.Smallint, cancellationToken);
            await writer.WriteAsync(record.Context, NpgsqlDbType.Text, cancellationToken);
            await writer.WriteAsync(record.Door, NpgsqlDbType.Text, cancellationToken);
            await writer.WriteAsync(record.Pseudonym, NpgsqlDbType.Bytea, cancellationToken);
            await writer.WriteAsync(frame.Entry.FrameHash, NpgsqlDbType.Bytea, cancellationToken);
            await writer.WriteAsync(frame.Bytes, NpgsqlDbType.Bytea, cancellationToken);
        }

        await writer.CompleteAsync(cancellationToken);
    }

    public async Task<IDisposable?> TryHoldAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(holding);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand(TryHold, connection);
            if (await command.ExecuteScalarAsync(cancellationToken) is true)
            {
                return connection;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
