using System.Data.Common;

namespace Kiosk.Collector.Storage;

/// <summary>One transaction on a connection of its own. Disposed without <see cref="CommitAsync"/> it changes nothing.</summary>
internal sealed class DatabaseSession : IAsyncDisposable
{
    /// <summary>Below what either engine takes as parameters.</summary>
    private const int RowsPerStatement = 500;

    private readonly DbConnection connection;

    private DatabaseSession(DbConnection connection, DbTransaction transaction) => (this.connection, Transaction) = (connection, transaction);

    public DbTransaction Transaction { get; }

    public static async Task<DatabaseSession> BeginAsync(IDatabase database, CancellationToken cancellationToken)
    {
        var opened = await database.OpenAsync(cancellationToken);
        try
        {
            return new(opened, await database.BeginAsync(opened, cancellationToken));
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>The first column of the first row; null if there is none.</returns>
    public async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    public async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Inserts rows, many with a statement.</summary>
    /// <param name="table">A constant, as are the columns.</param>
    /// <param name="ending">Appended to the statement, such as ON CONFLICT; may be empty.</param>
    public async Task InsertAsync(string table, string[] columns, IEnumerable<object[]> rows, string ending, CancellationToken cancellationToken)
    {
        foreach (var chunk in rows.Chunk(RowsPerStatement))
        {
            var values = string.Join(", ", chunk.Select((_, row) => $"({string.Join(", ", columns.Select((_, column) => $"@p{row}x{column}"))})"));
            await ExecuteAsync(
                $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES {values}{ending}",
                cancellationToken,
                [.. chunk.SelectMany((row, number) => row.Select((value, column) => ($"p{number}x{column}", value)))]);
        }
    }

    public Task CommitAsync(CancellationToken cancellationToken) => Transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

#pragma warning disable CA2100 // Every statement is a constant of this folder; values travel as parameters.
    private DbCommand Command(string sql, (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = Transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
#pragma warning restore CA2100
}
