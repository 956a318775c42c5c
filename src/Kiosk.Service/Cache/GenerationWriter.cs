using System.Text.Json;
using Kiosk.Service.Durability;

namespace Kiosk.Service.Cache;

/// <summary>One generation while it is built, under a name that nobody opens. Disposed before <see cref="Publish"/>, it leaves nothing.</summary>
internal sealed class GenerationWriter : IDisposable
{
    private const string BuildingEnding = ".building";
    private const string LockName = "LOCK";

    private readonly CacheStore store;
    private readonly FileLock writerLock;
    private readonly ICacheFileBuilder rows;
    private readonly string path;

    private GenerationWriter(CacheStore store, FileLock writerLock, long number, CacheEngine engine)
    {
        this.store = store;
        this.writerLock = writerLock;
        Number = number;
        path = Path.Combine(store.Folder, CurrentPointer.FileName(number) + BuildingEnding);
        rows = engine.Create(path, GenerationTables.All);
    }

    public long Number { get; }

    /// <exception cref="CacheException"><see cref="CacheFault.Busy"/>.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static GenerationWriter Begin(CacheStore store, CacheEngine engine)
    {
        var taken = Lock(Path.Combine(store.Folder, LockName));
        try
        {
            // What a power cut or a killed build left behind, a journal of the engine's included.
            RemoveUnfinished(store.Folder);
            return new(store, taken, store.NextNumber(), engine);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Adds a row; keys ascend within a table.</summary>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public void Put(string table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => rows.Put(table, key, RowChecksum.Append(key, value));

    /// <summary>Closes, syncs and verifies the file and puts it in force.</summary>
    /// <param name="keep">The number of the generation to fall back to, or null.</param>
    /// <exception cref="CacheException">The file does not read back as it was written.</exception>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public void Publish(GenerationHeader header, long? keep, CancellationToken cancellationToken)
    {
        Put(GenerationTables.Header, GenerationTables.OnlyRow, JsonSerializer.SerializeToUtf8Bytes(header, CacheJson.Header));
        rows.Seal();
        store.Publish(path, header, keep, cancellationToken);
    }

    public void Dispose()
    {
        rows.Dispose();
        RemoveUnfinished(store.Folder);
        writerLock.Dispose();
    }

    private static void RemoveUnfinished(string folder)
    {
        foreach (var left in Directory.EnumerateFiles(folder, $"generation-*{BuildingEnding}*"))
        {
            File.Delete(left);
        }
    }

    private static FileLock Lock(string path) =>
        FileLock.TryTake(path) ?? throw new CacheException(CacheFault.Busy, $"{path} is held: another program is building a generation.");
}
