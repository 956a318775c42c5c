using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;
using Microsoft.Data.Sqlite;
using static Kiosk.Benchmarks.SqliteCacheFileStatements;

namespace Kiosk.Benchmarks;

/// <summary>The baseline for the cache's files: the same rows in SQLite, read through one connection under a lock.</summary>
internal sealed class SqliteCacheFile : ICacheFile
{
    /// <summary>Number of rows that a scan fetches at a time, so that the lock is not held while the caller works.</summary>
    private const int RowsPerTurn = 64;

    private readonly Lock turn = new();
    private readonly string path;
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCacheFileTable> tables = new(StringComparer.Ordinal);
    private bool isClosed;

    private SqliteCacheFile(string path, SqliteConnection connection)
    {
        this.path = path;
        this.connection = connection;
    }

    /// <exception cref="CacheException">The file is missing or is not a SQLite database.</exception>
    public static ICacheFile Open(string path)
    {
        // Immutable: a sealed file never changes, so SQLite needs no locks and looks for no rollback journal.
        var uri = $"file:{Uri.EscapeDataString(Path.GetFullPath(path)).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1";
        var file = new SqliteCacheFile(path, new SqliteConnection(ConnectionString(uri, SqliteOpenMode.ReadOnly)));
        try
        {
            file.connection.Open();
            Execute(file.connection, "PRAGMA cache_size = -1024; PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF");
            file.ReadTableNames();
            return file;
        }
        catch (SqliteException e)
        {
            file.Dispose();
            throw file.Damaged(e);
        }
    }

    public CacheRow? First(string table, ReadOnlySpan<byte> key)
    {
        lock (turn)
        {
            try
            {
                return Table(table).First(key);
            }
            catch (SqliteException e)
            {
                throw Damaged(e, table);
            }
        }
    }

    public IEnumerable<CacheRow> Scan(string table, KeyRange range)
    {
        var rows = new List<CacheRow>();
        ReadOnlyMemory<byte>? last = null;
        do
        {
            ReadTurn(table, range, last, rows);
            foreach (var row in rows)
            {
                last = row.Key;
                yield return row;
            }
        }
        while (rows.Count == RowsPerTurn && !range.EndsBefore(rows[^1].Key.Span));
    }

    public CachePass Pass(string table) => (range, visitor) =>
    {
        lock (turn)
        {
            try
            {
                Table(table).Pass(range, visitor);
            }
            catch (SqliteException e)
            {
                throw Damaged(e, table);
            }
        }
    };

    public void Walk(string table, CacheRowVisitor visitor)
    {
        lock (turn)
        {
            try
            {
                Table(table).Walk(visitor);
            }
            catch (SqliteException e)
            {
                throw Damaged(e, table);
            }
        }
    }

    public void Check()
    {
        lock (turn)
        {
            ThrowIfClosed();
            try
            {
                if (Execute(connection, "PRAGMA quick_check(1)") is not "ok")
                {
                    throw new CacheException(CacheFault.Damaged, Kiosk.Words.Phrase.Untranslated($"{path} does not pass SQLite's own check."));
                }
            }
            catch (SqliteException e)
            {
                throw Damaged(e);
            }
        }
    }

    public void Dispose()
    {
        lock (turn)
        {
            isClosed = true;
            foreach (var table in tables.Values)
            {
                table.Dispose();
            }

            tables.Clear();
            connection.Dispose();
        }
    }

    private void ReadTableNames()
    {
        using var command = Command(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var name = reader.GetString(0);
            tables.Add(name, new(connection.Handle!, name));
        }
    }

    private void ReadTurn(string table, KeyRange range, ReadOnlyMemory<byte>? last, List<CacheRow> rows)
    {
        rows.Clear();
        lock (turn)
        {
            try
            {
                Table(table).Read(range, last, RowsPerTurn, rows);
            }
            catch (SqliteException e)
            {
                throw Damaged(e, table);
            }
        }
    }

    private SqliteCacheFileTable Table(string table)
    {
        ThrowIfClosed();
        return tables.TryGetValue(table, out var open)
            ? open
            : throw new CacheException(CacheFault.Damaged, Kiosk.Words.Phrase.Untranslated($"{path} has no table {table}."));
    }

    private void ThrowIfClosed()
    {
        if (isClosed)
        {
            throw new CacheException(CacheFault.Closed, Kiosk.Words.Phrase.Untranslated($"{path} was closed."));
        }
    }

    private CacheException Damaged(SqliteException e, string? table = null) =>
        new(CacheFault.Damaged, Kiosk.Words.Phrase.Untranslated($"{path}{(table is null ? "" : $", table {table}")} cannot be read: {e.Message}"), e);
}
