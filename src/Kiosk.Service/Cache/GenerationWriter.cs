using System.Runtime.InteropServices;
using System.Text.Json;
using Kiosk.Service.Durability;

namespace Kiosk.Service.Cache;

/// <summary>One generation while it is built, under a name that nobody opens. Disposed before <see cref="Publish"/>, it leaves nothing.</summary>
internal sealed class GenerationWriter : IDisposable
{
    private const string BuildingEnding = ".building";
    private const string LockName = "LOCK";

    private readonly CacheStore store;
    private readonly CacheEngine engine;
    private readonly FileLock writerLock;
    private readonly string path;
    private readonly Dictionary<string, int> written = new(StringComparer.Ordinal);
    private ICacheFileBuilder? rows;

    /// <summary>The value and checksum of the row that is put, so that nothing is allocated for each of 300,000.</summary>
    private byte[] row = new byte[4096];

    private GenerationWriter(CacheStore store, FileLock writerLock, long number, CacheEngine engine)
    {
        this.store = store;
        this.engine = engine;
        this.writerLock = writerLock;
        Number = number;
        path = Path.Combine(store.Folder, CurrentPointer.FileName(number) + BuildingEnding);
    }

    public long Number { get; }

    /// <summary>Takes the folder's lock.</summary>
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

    /// <summary>Creates the file with the tables that are written, throwing away what was begun before.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Start(GenerationLayout layout)
    {
        rows?.Dispose();
        RemoveUnfinished(store.Folder);
        written.Clear();
        rows = engine.Create(path, layout.Written);
    }

    /// <summary>Adds a row; keys ascend within a table.</summary>
    /// <exception cref="IOException">The disk is full or failing.</exception>
    public void Put(string table, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (row.Length < value.Length + RowChecksum.Length)
        {
            row = new byte[2 * (value.Length + RowChecksum.Length)];
        }

        Rows.Put(table, key, RowChecksum.Append(key, value, row));
        CollectionsMarshal.GetValueRefOrAddDefault(written, table, out _)++;
    }

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
        Put(GenerationTables.Header, GenerationTables.OnlyRow, JsonSerializer.SerializeToUtf8Bytes(header, CacheJson.Header));
        Rows.Seal();
        return store.Publish(path, header, written, keep, cancellationToken);
    }

    public void Dispose()
    {
        rows?.Dispose();
        RemoveUnfinished(store.Folder);
        writerLock.Dispose();
    }

    private ICacheFileBuilder Rows => rows ?? throw new InvalidOperationException("The generation was not started.");

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
