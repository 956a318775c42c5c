using Microsoft.Data.Sqlite;
using static Kiosk.Benchmarks.SqliteCacheFileStatements;

namespace Kiosk.Benchmarks;

/// <summary>A row by its key as SQLite gives it through its usual binding: one prepared command, its parameter set anew.</summary>
internal sealed class SqliteLookUp : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand command;
    private readonly SqliteParameter key;

    public SqliteLookUp(string path, string table)
    {
        connection = new(ConnectionString(path, SqliteOpenMode.ReadOnly));
        connection.Open();
        command = Command(connection, $"SELECT value FROM {Quote(table)} WHERE key = $key");
        key = command.Parameters.Add("$key", SqliteType.Blob);
        command.Prepare();
    }

    public byte[]? Find(byte[] wanted)
    {
        key.Value = wanted;
        using var reader = command.ExecuteReader();
        return reader.Read() ? reader.GetFieldValue<byte[]>(0) : null;
    }

    public void Dispose()
    {
        command.Dispose();
        connection.Dispose();
    }
}
