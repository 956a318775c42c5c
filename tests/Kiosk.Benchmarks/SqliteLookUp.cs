using Microsoft.Data.Sqlite;
using static Kiosk.Benchmarks.SqliteCacheFileStatements;

namespace Kiosk.Benchmarks;

/// <summary>Looks up a row by key through SQLite's usual .NET binding: one prepared command whose parameter is set each time.</summary>
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
