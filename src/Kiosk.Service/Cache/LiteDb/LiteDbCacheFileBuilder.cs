using Kiosk.Service.Cache.Rows;
using LiteDB;
using LiteDB.Engine;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>
/// Packs the rows of each table into blocks, one document each, and hands them to LiteDB in the order of their numbers. What LiteDB has not yet copied into the file it keeps in memory, and it syncs
/// nothing: whoever seals a file syncs it, and a file that was not sealed is thrown away.
/// </summary>
/// <remarks>No password (LiteDB then never syncs what it acknowledges) and no rebuild; one writer, which has the file for itself.</remarks>
internal sealed class LiteDbCacheFileBuilder : ICacheFileBuilder
{
    /// <summary>In bytes: what LiteDB is handed at a time.</summary>
    private const int InsertLength = 256 * 1024;

    /// <summary>In pages: how much LiteDB keeps in memory before it copies it into the file.</summary>
    private const int CheckpointAfter = 100;

    private readonly string path;
    private readonly UnsealedPages pages;
    private readonly LogPages log = new();
    private readonly LiteEngine engine;
    private readonly Dictionary<string, Table> tables = new(StringComparer.Ordinal);
    private readonly List<BsonDocument> backlog = [];
    private int backlogLength;
    private int blocks;
    private bool isSealed;

    private LiteDbCacheFileBuilder(string path, UnsealedPages pages)
    {
        (this.path, this.pages) = (path, pages);
        engine = new(new EngineSettings { DataStream = pages, LogStream = log, Collation = Collation.Binary });
        engine.Pragma("CHECKPOINT", CheckpointAfter);
    }

    /// <exception cref="IOException">The file exists or cannot be written.</exception>
    public static ICacheFileBuilder Create(string path, IReadOnlyList<string> tables)
    {
        var created = UnsealedPages.Create(path);
        try
        {
            var builder = new LiteDbCacheFileBuilder(path, created);
            foreach (var table in tables)
            {
                builder.tables.Add(table, new());
            }

            return builder;
        }
        catch (LiteException e)
        {
            created.Dispose();
            throw CannotBeWritten(path, e);
        }
        catch
        {
            created.Dispose();
            throw;
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

        if (open.HasRows && key.SequenceCompareTo(open.Rows.LastKey) <= 0)
        {
            throw new InvalidOperationException($"Table {table}: key {Convert.ToHexStringLower(key)} does not come after {Convert.ToHexStringLower(open.Rows.LastKey)}.");
        }

        if (!open.Rows.HasRoomFor(key, value))
        {
            Flush(open);
        }

        open.Rows.Add(key, value);
        open.HasRows = true;
    }

    public void Seal()
    {
        if (isSealed)
        {
            throw new InvalidOperationException("The file is sealed already.");
        }

        foreach (var table in tables.Values.Where(table => !table.Rows.IsEmpty))
        {
            Flush(table);
        }

        InsertBacklog();
        Try(() => engine.Checkpoint());

        // Not before: where the blocks lie is known once they were copied into the file.
        Insert([LiteDbDocuments.Of(blocks, CacheDirectory.Encode(tables.Select(table => (table.Key, table.Value.Fences.Encode(pages.PlaceOf)))))]);
        Try(() => engine.Checkpoint());
        isSealed = true;
        engine.Dispose();
        if (pages.Failure is not null || log.Length > 0)
        {
            throw CannotBeWritten(path, pages.Failure);
        }

        Try(() => pages.Seal(blocks));
        pages.Dispose();
    }

    public void Dispose()
    {
        isSealed = true;
        engine.Dispose();
        pages.Dispose();
        log.Dispose();
    }

    private void Flush(Table table)
    {
        table.Fences.Add(blocks, table.Rows.LastKey);
        var block = table.Rows.Take();
        backlog.Add(LiteDbDocuments.Of(blocks++, block));
        backlogLength += block.Length;
        if (backlogLength >= InsertLength)
        {
            InsertBacklog();
        }
    }

    private void InsertBacklog()
    {
        if (backlog.Count > 0)
        {
            Insert(backlog);
            backlog.Clear();
            backlogLength = 0;
        }
    }

    private void Insert(List<BsonDocument> documents) => Try(() => engine.Insert(LiteDbDocuments.Blocks, documents, BsonAutoId.Int32));

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is LiteException or IOException)
        {
            throw CannotBeWritten(path, pages.Failure ?? e);
        }
    }

    private static IOException CannotBeWritten(string path, Exception? cause) =>
        new($"{path} cannot be written: {cause?.Message ?? "LiteDB kept some of it."}", cause);

    /// <summary>A table while it is written.</summary>
    private sealed class Table
    {
        public RowPacker Rows { get; } = new();

        public Fences.Builder Fences { get; } = new();

        public bool HasRows { get; set; }
    }
}
