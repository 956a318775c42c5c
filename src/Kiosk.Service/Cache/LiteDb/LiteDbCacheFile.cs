using LiteDB;
using LiteDB.Engine;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>Reads a file of <see cref="LiteDbCacheFileBuilder"/>; callers take turns.</summary>
internal sealed class LiteDbCacheFile : ICacheFile
{
    /// <summary>Rows fetched at a time by a scan, so that the lock is not held while the caller works.</summary>
    private const int RowsPerTurn = 64;

    private readonly Lock turn = new();
    private readonly string path;
    private readonly LiteEngine engine;
    private readonly HashSet<string> collections = new(StringComparer.Ordinal);
    private bool isClosed;

    private LiteDbCacheFile(string path, LiteEngine engine)
    {
        this.path = path;
        this.engine = engine;
    }

    /// <exception cref="CacheException">There is no such file or it is not LiteDB's.</exception>
    public static ICacheFile Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new CacheException(CacheFault.Damaged, $"{path} is missing.");
        }

        try
        {
            var opened = new LiteEngine(new EngineSettings { Filename = path, ReadOnly = true, Collation = Collation.Binary });
            var file = new LiteDbCacheFile(path, opened);
            file.ReadCollectionNames();
            return file;
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(path, table: null, e);
        }
    }

    public CacheRow? First(string table, ReadOnlySpan<byte> key)
    {
        var start = BsonExpression.Create("$._id >= @0", new BsonValue(key.ToArray()));
        CacheRow? first = null;
        Read(table, new Query { Where = { start }, OrderBy = "$._id", Limit = 1 }, row =>
        {
            first = row;
            return false;
        });
        return first;
    }

    public IEnumerable<CacheRow> Scan(string table, ReadOnlyMemory<byte> prefix)
    {
        var rows = new List<CacheRow>();
        byte[]? last = null;
        do
        {
            rows.Clear();
            var start = last is null
                ? BsonExpression.Create("$._id >= @0", new BsonValue(prefix.ToArray()))
                : BsonExpression.Create("$._id > @0", new BsonValue(last));
            // Without a limit of LiteDB's: a bucket of five rows ends at the sixth, not at the last of a turn.
            Read(table, new Query { Where = { start }, OrderBy = "$._id" }, row =>
            {
                rows.Add(row);
                return row.Key.AsSpan().StartsWith(prefix.Span) && rows.Count < RowsPerTurn;
            });
            foreach (var row in rows)
            {
                last = row.Key;
                yield return row;
            }
        }
        while (rows.Count == RowsPerTurn && rows[^1].Key.AsSpan().StartsWith(prefix.Span));
    }

    public void Walk(string table, CacheRowVisitor visitor) =>
        Read(table, new Query { OrderBy = "$._id" }, row =>
        {
            visitor(row.Key, row.Value);
            return true;
        });

    /// <remarks>LiteDB has no check of its own: every collection is read from end to end.</remarks>
    public void Check()
    {
        lock (turn)
        {
            ThrowIfClosed();
            foreach (var collection in collections)
            {
                ReadCollection(collection, new Query { OrderBy = "$._id" }, _ => true);
            }
        }
    }

    public void Dispose()
    {
        lock (turn)
        {
            isClosed = true;
            engine.Dispose();
        }
    }

    private void ReadCollectionNames()
    {
        using var reader = engine.Query("$cols", new Query());
        while (reader.Read())
        {
            if (reader.Current["type"].AsString == "user")
            {
                collections.Add(reader.Current["name"].AsString);
            }
        }
    }

    private void Read(string table, Query query, Func<CacheRow, bool> visit)
    {
        lock (turn)
        {
            ThrowIfClosed();
            var collection = LiteDbCollections.NameOf(table);
            if (!collections.Contains(collection))
            {
                throw new CacheException(CacheFault.Damaged, $"{path} has no table {table}.");
            }

            ReadCollection(collection, query, visit);
        }
    }

    /// <param name="visit">Says whether to go on.</param>
    private void ReadCollection(string collection, Query query, Func<CacheRow, bool> visit)
    {
        using var reader = Query(collection, query);
        while (TryRead(reader, collection, out var row) && visit(row))
        {
        }
    }

    private IBsonDataReader Query(string collection, Query query)
    {
        try
        {
            return engine.Query(collection, query);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(path, collection, e);
        }
    }

    private bool TryRead(IBsonDataReader reader, string collection, out CacheRow row)
    {
        try
        {
            var isThere = reader.Read();
            row = isThere ? LiteDbCollections.ToRow(reader.Current.AsDocument) : default;
            return isThere;
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(path, collection, e);
        }
    }

    private void ThrowIfClosed()
    {
        if (isClosed)
        {
            throw new CacheException(CacheFault.Closed, $"{path} was closed.");
        }
    }

    // LiteDB does not check what it reads: damage shows as whatever exception the damaged bytes lead to.
    private static bool IsDamage(Exception e) => e is not (CacheException or OutOfMemoryException or OperationCanceledException);

    private static CacheException Damaged(string path, string? table, Exception e) =>
        new(CacheFault.Damaged, $"{path}{(table is null ? "" : $", table {table}")} cannot be read: {e.Message}", e);
}
