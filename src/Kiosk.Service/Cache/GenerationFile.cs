using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.LiteDb;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>A generation's rows, and what its sentences are about.</summary>
internal sealed class GenerationFile(IGenerationRows rows, string path) : IDisposable
{
    public string Path { get; } = path;

    /// <summary>Opens a generation with all files that are part of it.</summary>
    /// <exception cref="CacheException">One of them is not there, cannot be read, or has another length than it should.</exception>
    public static (GenerationFile File, GenerationHeader Header) Open(OpenCacheFiles open, string path, long number, CacheSealKey key)
    {
        var files = new Dictionary<long, SealedRows> { [number] = SealedRows.Open(open.Open(path, path), path, number, key) };
        try
        {
            var header = GenerationCheck.ReadHeader(new(files[number], path), number);
            foreach (var layer in header.Below)
            {
                files.TryAdd(layer.Number, OpenLayer(open, path, layer, key));
            }

            return header.Tables.Values.All(chain => chain.Count > 0 && chain.All(layer => files.ContainsKey(layer.File)))
                ? (new(new LayeredRows(files, header.Tables, path), path), header)
                : throw new CacheException(CacheFault.Damaged, new(
                    $"{path}, bảng {GenerationTables.Header}: một bảng nằm trong tệp không thuộc phiên bản này.", $"{path}, table {GenerationTables.Header}: a table lies in a file that is not part of the generation."));
        }
        catch
        {
            foreach (var file in files.Values)
            {
                file.Dispose();
            }

            throw;
        }
    }

    /// <summary>The file of another generation in the same folder.</summary>
    public static string PathOf(string besides, long number) =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(besides) ?? "", CurrentPointer.FileName(number));

    /// <returns>The value, or null when there is no such row.</returns>
    /// <exception cref="CacheException">The row is damaged.</exception>
    public ReadOnlyMemory<byte>? Find(string table, ReadOnlySpan<byte> key) => rows.Get(table, key);

    /// <summary>Copies a table whose keys are the numbers from 0 on, and whose rows are little-endian numbers, into one array. Seals are not looked at, nor what the files above say of single rows: whoever uses a number compares its row (<see cref="Get"/>).</summary>
    /// <param name="perRow">How many numbers each row but the last holds.</param>
    /// <exception cref="CacheException">A row is damaged or missing, or the rows do not fill the array.</exception>
    public void ReadNumbers(string table, ulong[] numbers, int perRow)
    {
        var (row, filled) = (0, 0);
        PassBaseUnsealed(table)(default, (key, value) =>
        {
            var part = MemoryMarshal.AsBytes(numbers.AsSpan(filled, Math.Min(perRow, numbers.Length - filled)));
            if (!key.SequenceEqual(GenerationTables.Key(row)) || value.Length != part.Length)
            {
                throw Damaged(table, $"row {row} is missing or has another length.");
            }

            value.CopyTo(part);
            row++;
            filled += part.Length / sizeof(ulong);
        });
        if (filled != numbers.Length)
        {
            throw Damaged(table, $"there are {filled} numbers, not {numbers.Length}.");
        }
    }

    /// <exception cref="CacheException">The row is damaged or not there.</exception>
    public ReadOnlyMemory<byte> Get(string table, ReadOnlySpan<byte> key) => Find(table, key) ?? throw Damaged(table, "a row is missing.");

    /// <exception cref="CacheException">A row is damaged.</exception>
    public IEnumerable<GenerationRow> Scan(string table, ReadOnlyMemory<byte> prefix = default) => rows.Scan(table, KeyRange.Prefix(prefix));

    /// <exception cref="CacheException">A row is damaged.</exception>
    public IEnumerable<GenerationRow> Scan(string table, KeyRange range) => rows.Scan(table, range);

    /// <summary>The rows of a table that were changed since it was last written whole; a removed one has an empty value.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public IEnumerable<GenerationRow> Overlay(string table) => (rows as LayeredRows)?.Overlay(table) ?? [];

    /// <summary>The file that holds a table whole, whatever the files above say of its rows (<see cref="SealedRows.PassUnsealed"/>).</summary>
    /// <exception cref="CacheException">The file is damaged.</exception>
    public CachePass PassBaseUnsealed(string table) => rows is LayeredRows layers ? layers.PassBaseUnsealed(table) : throw new InvalidOperationException("A file that is not opened as a generation has no base.");

    /// <summary>Walks the engine's structure and every row.</summary>
    /// <returns>The number of rows by table.</returns>
    /// <exception cref="CacheException">Something is damaged.</exception>
    public IReadOnlyDictionary<string, int> Check(IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        rows.Check();
        return Count(tables, cancellationToken);
    }

    /// <summary>Walks every row: that each is as it was written, and that none is missing.</summary>
    /// <returns>The number of rows by table.</returns>
    /// <exception cref="CacheException">Something is damaged.</exception>
    public IReadOnlyDictionary<string, int> Count(IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var count = 0;
            rows.Walk(table, (_, _) =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                count++;
            });
            counts.Add(table, count);
        }

        return counts;
    }

    /// <exception cref="CacheException">The row is not what it should be.</exception>
    public T Parse<T>(string table, ReadOnlyMemory<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json.Span, type) ?? throw Damaged(table, "a row is null.");
        }
        catch (JsonException e)
        {
            throw Damaged(table, $"a row does not hold a {typeof(T).Name}.", e);
        }
    }

    public CacheException Damaged(string table, string what, Exception? cause = null) =>
        new(CacheFault.Damaged, new($"{Path}, bảng {table}: dữ liệu bị hư hỏng.", $"{Path}, table {table}: {what}"), cause);

    public void Dispose() => rows.Dispose();

    private static SealedRows OpenLayer(OpenCacheFiles open, string path, LayerReference layer, CacheSealKey key)
    {
        var file = new FileInfo(PathOf(path, layer.Number));
        return file.Exists && file.Length == layer.Length
            ? SealedRows.Open(open.Open(file.FullName, file.FullName), file.FullName, layer.Number, key)
            : throw new CacheException(CacheFault.Damaged, new(
                $"{file.FullName}, một phần của {path}, không có hoặc không dài {layer.Length} byte.", $"{file.FullName}, which is part of {path}, is missing or has not {layer.Length} bytes."));
    }
}
