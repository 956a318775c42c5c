using Microsoft.Data.Sqlite;
using static Kiosk.Service.Cache.SqliteCacheFileStatements;

namespace Kiosk.Service.Cache;

/// <summary>One <c>WITHOUT ROWID</c> table per cache table, written in a single transaction without a rollback journal: a file that was not sealed is thrown away.</summary>
internal sealed class SqliteCacheFileBuilder : ICacheFileBuilder
{
    /// <summary>A row of up to 8 kB stays on one page, which makes reading many of them twice as fast as from pages of 4 kB.</summary>
    private const int PageSizeInBytes = 32768;

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, Table> tables = new(StringComparer.Ordinal);
    private bool isSealed;

    private SqliteCacheFileBuilder(SqliteConnection connection) => this.connection = connection;

    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public static ICacheFileBuilder Create(string path, IReadOnlyList<string> tables)
    {
        // Takes the name with mode 0600 first: SQLite would open an existing file and give a new one the umask's mode.
#pragma warning disable CA1416 // The terminal runs Linux.
        new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }).Dispose();
#pragma warning restore CA1416
        var builder = new SqliteCacheFileBuilder(new(ConnectionString(path, SqliteOpenMode.ReadWrite)));
        try
        {
            builder.connection.Open();
            Execute(
                builder.connection,
                $"PRAGMA page_size = {PageSizeInBytes}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -4096; BEGIN");
            foreach (var name in tables)
            {
                builder.tables.Add(name, Table.Create(builder.connection, name));
            }

            return builder;
        }
        catch (SqliteException e)
        {
            builder.Dispose();
            throw new IOException($"{path} cannot be written: {e.Message}", e);
        }
    }

    public void Put(string table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (isSealed)
        {
            throw new InvalidOperationException($"Table {table} is sealed.");
        }

        if (!tables.TryGetValue(table, out var open))
        {
            throw new InvalidOperationException($"There is no table {table}.");
        }

        try
        {
            open.Put(key, value);
        }
        catch (SqliteException e)
        {
            throw new IOException($"{connection.DataSource} cannot be written: {e.Message}", e);
        }
    }

    public void Seal()
    {
        if (isSealed)
        {
            throw new InvalidOperationException("The file is sealed already.");
        }

        try
        {
            Execute(connection, "COMMIT");
        }
        catch (SqliteException e)
        {
            throw new IOException($"{connection.DataSource} cannot be written: {e.Message}", e);
        }

        Dispose();
    }

    public void Dispose()
    {
        isSealed = true;
        foreach (var table in tables.Values)
        {
            table.Dispose();
        }

        tables.Clear();
        connection.Dispose();
    }

    private sealed class Table : IDisposable
    {
        private readonly SqliteCommand insert;
        private readonly SqliteParameter key;
        private readonly SqliteParameter value;
        private readonly string name;
        private byte[]? last;

        private Table(string name, SqliteCommand insert)
        {
            this.name = name;
            this.insert = insert;
            key = insert.Parameters.Add("$key", SqliteType.Blob);
            value = insert.Parameters.Add("$value", SqliteType.Blob);
        }

        public static Table Create(SqliteConnection connection, string name)
        {
            var quoted = Quote(name);
            Execute(connection, $"CREATE TABLE {quoted} (key BLOB NOT NULL PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID");
            return new(name, Command(connection, $"INSERT INTO {quoted} (key, value) VALUES ($key, $value)"));
        }

        public void Put(ReadOnlySpan<byte> newKey, ReadOnlySpan<byte> newValue)
        {
            if (last is not null && newKey.SequenceCompareTo(last) <= 0)
            {
                throw new InvalidOperationException(
                    $"Table {name}: key {Convert.ToHexStringLower(newKey)} does not come after {Convert.ToHexStringLower(last)}.");
            }

            last = newKey.ToArray();
            key.Value = last;
            value.Value = newValue.ToArray();
            insert.ExecuteNonQuery();
        }

        public void Dispose() => insert.Dispose();
    }
}
