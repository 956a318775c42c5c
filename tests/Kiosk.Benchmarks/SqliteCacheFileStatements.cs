using Microsoft.Data.Sqlite;

namespace Kiosk.Benchmarks;

/// <summary>Connection strings and statements shared by reading and building.</summary>
internal static class SqliteCacheFileStatements
{
    public static string ConnectionString(string dataSource, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder { DataSource = dataSource, Mode = mode, Pooling = false }.ToString();

    public static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Built from constants and from table names that Quote has checked.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    public static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return command.ExecuteScalar();
    }

    /// <summary>A table's name as an SQL identifier: lower-case letters, digits and hyphens.</summary>
    /// <exception cref="ArgumentException">The name contains anything else.</exception>
    public static string Quote(string table) =>
        table.Length > 0 && table.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
            ? $"\"{table}\""
            : throw new ArgumentException($"\"{table}\" is not the name of a cache table.", nameof(table));
}
