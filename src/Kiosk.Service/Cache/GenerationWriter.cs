using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Service.Cache.LiteDb;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>One generation while it is built, under a name that nobody opens. Disposed before <see cref="Publish"/>, it leaves nothing.</summary>
internal sealed class GenerationWriter : IDisposable
{
    private const string BuildingEnding = ".building";
    private const string LockName = "LOCK";

    private readonly CacheStore store;
    private readonly FileLock writerLock;
    private readonly string path;
    private readonly CacheSealKey key;
    private RowSealer? rows;

    private GenerationWriter(CacheStore store, FileLock writerLock, long number, CacheSealKey key)
    {
        this.key = key;
        this.store = store;
        this.writerLock = writerLock;
        Number = number;
        path = Path.Combine(store.Folder, CurrentPointer.FileName(number) + BuildingEnding);
    }

    public long Number { get; }

    /// <summary>Takes the folder's lock.</summary>
    /// <exception cref="CacheException"><see cref="CacheFault.Busy"/>.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static GenerationWriter Begin(CacheStore store, CacheSeal seal)
    {
        var taken = Lock(Path.Combine(store.Folder, LockName));
        try
        {
            // What a power cut or a killed build left behind, a journal of the engine's included.
            RemoveUnfinished(store.Folder);
            var sealKey = seal.EnsureKey();
            return new(store, taken, store.NextNumber(), sealKey);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Creates the file with the tables that are written, throwing away what was begun before.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Start(GenerationLayout layout)
    {
        rows?.Dispose();
        RemoveUnfinished(store.Folder);
        rows = RowSealer.Begin(LiteDbCacheFileBuilder.Create(path, [GenerationTables.Salt, .. layout.Written]), layout.Written, key, Number);
    }

    /// <summary>Adds a row; keys ascend within a table.</summary>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public void Put(string table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Rows.Put(table, key, value);

    /// <summary>Says that the table has no row with this key, whatever the files below hold.</summary>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public void PutRemoval(string table, ReadOnlySpan<byte> key) => Put(table, key, []);

    /// <summary>Closes, syncs and verifies the file and puts it in force.</summary>
    /// <param name="keep">The numbers of the generation to fall back to and of its files.</param>
    /// <returns>The generation in force, open.</returns>
    /// <exception cref="CacheException">The file does not read back as it was written.</exception>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public OpenedGeneration Publish(GenerationHeader header, IReadOnlyCollection<long> keep, CancellationToken cancellationToken)
    {
        var complete = header with { Feed = store.Feed.TryRead(key) ?? header.Feed, Tables = GenerationLayout.Count(header.Tables, Number, Rows.Written) };
        Put(GenerationTables.Header, GenerationTables.OnlyRow, JsonSerializer.SerializeToUtf8Bytes(complete, CacheJson.Header));
        Rows.Seal();
        return store.Publish(path, header, Rows.Written, keep, cancellationToken);
    }

    public void Dispose()
    {
        rows?.Dispose();
        RemoveUnfinished(store.Folder);
        writerLock.Dispose();
    }

    private RowSealer Rows => rows ?? throw new InvalidOperationException("The generation was not started.");

    private static void RemoveUnfinished(string folder)
    {
        foreach (var left in Directory.EnumerateFiles(folder, $"generation-*{BuildingEnding}*"))
        {
            File.Delete(left);
        }
    }

    private static FileLock Lock(string path) =>
        FileLock.TryTake(path) ?? throw new CacheException(CacheFault.Busy, new($"{path} đang bị giữ: chương trình khác đang tạo một phiên bản.", $"{path} is held: another program is building a generation."));
}
