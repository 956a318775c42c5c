using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static Kiosk.Benchmarks.SqliteCacheFileStatements;

namespace Kiosk.Benchmarks;

/// <summary>Reads one table of a <see cref="SqliteCacheFile"/>. Not thread-safe; fails with <see cref="SqliteException"/>.</summary>
/// <remarks>Uses raw statements instead of commands: keys and rows are passed as spans, and only returned rows are allocated.</remarks>
internal sealed class SqliteCacheFileTable(sqlite3 database, string name) : IDisposable
{
    private readonly string table = Quote(name);
    private sqlite3_stmt? from;
    private sqlite3_stmt? following;
    private sqlite3_stmt? all;

    public CacheRow? First(ReadOnlySpan<byte> key)
    {
        from ??= Prepare(FromKey);
        Bind(from, key);
        try
        {
            return Step(from) ? RowOf(from) : null;
        }
        finally
        {
            _ = raw.sqlite3_reset(from);
        }
    }

    /// <summary>Adds the next rows of the range, and the row after them, up to the given number.</summary>
    /// <param name="last">The key to continue after; null at the start.</param>
    public void Read(KeyRange range, ReadOnlyMemory<byte>? last, int maxCount, List<CacheRow> rows)
    {
        var statement = last is null
            ? from ??= Prepare(FromKey)
            : following ??= Prepare($"SELECT key, value FROM {table} WHERE key > ? ORDER BY key");
        Bind(statement, last is { } after ? after.Span : range.First.Span);
        try
        {
            var isWithin = true;
            while (isWithin && rows.Count < maxCount && Step(statement))
            {
                rows.Add(RowOf(statement));
                isWithin = !range.EndsBefore(rows[^1].Key.Span);
            }
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    public void Pass(KeyRange range, CacheRowVisitor visitor)
    {
        from ??= Prepare(FromKey);
        Bind(from, range.First.Span);
        try
        {
            while (Step(from) && !range.EndsBefore(raw.sqlite3_column_blob(from, 0)))
            {
                visitor(raw.sqlite3_column_blob(from, 0), raw.sqlite3_column_blob(from, 1));
            }
        }
        finally
        {
            _ = raw.sqlite3_reset(from);
        }
    }

    public void Walk(CacheRowVisitor visitor)
    {
        all ??= Prepare($"SELECT key, value FROM {table} ORDER BY key");
        try
        {
            while (Step(all))
            {
                visitor(raw.sqlite3_column_blob(all, 0), raw.sqlite3_column_blob(all, 1));
            }
        }
        finally
        {
            _ = raw.sqlite3_reset(all);
        }
    }

    public void Dispose()
    {
        from?.Dispose();
        following?.Dispose();
        all?.Dispose();
    }

    private string FromKey => $"SELECT key, value FROM {table} WHERE key >= ? ORDER BY key";

    private static CacheRow RowOf(sqlite3_stmt statement) => new(raw.sqlite3_column_blob(statement, 0).ToArray(), raw.sqlite3_column_blob(statement, 1).ToArray());

    private sqlite3_stmt Prepare(string sql)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out var statement), database);
        return statement;
    }

    // An empty span would be bound as NULL, which compares with no key.
    private void Bind(sqlite3_stmt statement, ReadOnlySpan<byte> key) =>
        SqliteException.ThrowExceptionForRC(key.IsEmpty ? raw.sqlite3_bind_zeroblob(statement, 1, 0) : raw.sqlite3_bind_blob(statement, 1, key), database);

    private bool Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }

        return result == raw.SQLITE_ROW;
    }
}
