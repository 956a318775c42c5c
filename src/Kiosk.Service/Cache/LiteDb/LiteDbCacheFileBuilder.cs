using Kiosk.Durability;
using LiteDB;
using LiteDB.Engine;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>
/// One collection per cache table, inserted in key order. LiteDB keeps what it has not yet copied into the file in a log beside it, which is gone once the file is
/// sealed. It syncs neither: whoever seals a file syncs it, and a file that was not sealed is thrown away.
/// </summary>
/// <remarks>No password (LiteDB then never syncs what it acknowledges) and no rebuild; one writer, which has the file for itself.</remarks>
internal sealed class LiteDbCacheFileBuilder : ICacheFileBuilder
{
    /// <summary>Rows inserted at a time, about half a megabyte of members.</summary>
    private const int RowsPerInsert = 1000;

    /// <summary>Bytes held back before an insert, for tables with long rows.</summary>
    private const int GreatestBacklogInBytes = 4 * 1024 * 1024;

    private readonly LiteEngine engine;
    private readonly string path;
    private readonly Dictionary<string, Backlog> tables = new(StringComparer.Ordinal);
    private bool isSealed;

    private LiteDbCacheFileBuilder(LiteEngine engine, string path)
    {
        this.engine = engine;
        this.path = path;
    }

    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public static ICacheFileBuilder Create(string path, IReadOnlyList<string> tables)
    {
        CreateEmpty(path);
        CreateEmpty(LiteDbCollections.LogOf(path));
        try
        {
            var opened = new LiteEngine(new EngineSettings { Filename = path, Collation = Collation.Binary });
            var builder = new LiteDbCacheFileBuilder(opened, path);
            foreach (var table in tables)
            {
                builder.tables.Add(table, new Backlog());
                builder.Insert(table, []);
            }

            return builder;
        }
        catch (LiteException e)
        {
            throw new IOException($"{path} cannot be written: {e.Message}", e);
        }
    }

    public void Put(string table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (isSealed)
        {
            throw new InvalidOperationException($"Table {table} is sealed.");
        }

        if (!tables.TryGetValue(table, out var backlog))
        {
            throw new InvalidOperationException($"There is no table {table}.");
        }

        if (backlog.Last is { } last && key.SequenceCompareTo(last) <= 0)
        {
            throw new InvalidOperationException($"Table {table}: key {Convert.ToHexStringLower(key)} does not come after {Convert.ToHexStringLower(last)}.");
        }

        backlog.Add(key, value);
        if (backlog.Rows.Count == RowsPerInsert || backlog.LengthInBytes >= GreatestBacklogInBytes)
        {
            Flush(table, backlog);
        }
    }

    public void Seal()
    {
        if (isSealed)
        {
            throw new InvalidOperationException("The file is sealed already.");
        }

        foreach (var (table, backlog) in tables)
        {
            Flush(table, backlog);
        }

        try
        {
            // Asked for by name: what fails while the engine closes, it keeps to itself.
            engine.Checkpoint();
        }
        catch (LiteException e)
        {
            throw new IOException($"{path} cannot be written: {e.Message}", e);
        }

        Dispose();
        if (new FileInfo(LiteDbCollections.LogOf(path)) is { Exists: true, Length: > 0 })
        {
            throw new IOException($"{path} cannot be written: what its log holds was not copied into it.");
        }
    }

    public void Dispose()
    {
        isSealed = true;
        engine.Dispose();
    }

    // Takes the name with mode 0600 first: LiteDB would open an existing file and give a new one the umask's mode.
    private static void CreateEmpty(string path) => PlainFile.CreateNew(path).Dispose();

    private void Flush(string table, Backlog backlog)
    {
        if (backlog.Rows.Count > 0)
        {
            Insert(table, backlog.Rows);
            backlog.Clear();
        }
    }

    private void Insert(string table, List<BsonDocument> rows)
    {
        try
        {
            engine.Insert(LiteDbCollections.NameOf(table), rows, BsonAutoId.ObjectId);
        }
        catch (LiteException e)
        {
            throw new IOException($"{path} cannot be written: {e.Message}", e);
        }
    }

    /// <summary>The rows of one table that were not inserted yet.</summary>
    private sealed class Backlog
    {
        public List<BsonDocument> Rows { get; } = [];

        public byte[]? Last { get; private set; }

        public int LengthInBytes { get; private set; }

        public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            Last = key.ToArray();
            LengthInBytes += key.Length + value.Length;
            Rows.Add(LiteDbCollections.Row(Last, value.ToArray()));
        }

        public void Clear()
        {
            Rows.Clear();
            LengthInBytes = 0;
        }
    }
}
