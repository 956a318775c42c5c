using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kiosk.Service.Cache;

/// <summary>A generation's rows with their checksums taken off.</summary>
internal sealed class GenerationFile(ICacheFile rows, string path) : IDisposable
{
    public string Path { get; } = path;

    /// <returns>The value, or null when there is no such row.</returns>
    /// <exception cref="CacheException">The row is damaged.</exception>
    public ReadOnlyMemory<byte>? Find(string table, ReadOnlySpan<byte> key) =>
        rows.Get(table, key) is { } row
            ? RowChecksum.Remove(key, row) ?? throw Damaged(table, "the checksum of a row does not match.")
            : default(ReadOnlyMemory<byte>?);

    /// <exception cref="CacheException">The row is damaged or not there.</exception>
    public ReadOnlyMemory<byte> Get(string table, ReadOnlySpan<byte> key) => Find(table, key) ?? throw Damaged(table, "a row is missing.");

    /// <exception cref="CacheException">A row is damaged.</exception>
    public IEnumerable<GenerationRow> Scan(string table, ReadOnlyMemory<byte> prefix = default)
    {
        foreach (var row in rows.Scan(table, prefix))
        {
            yield return new(row.Key, RowChecksum.Remove(row.Key, row.Value) ?? throw Damaged(table, "the checksum of a row does not match."));
        }
    }

    /// <summary>Walks the engine's structure, every checksum, and the order of keys in every table.</summary>
    /// <returns>The number of rows by table.</returns>
    /// <exception cref="CacheException">Something is damaged.</exception>
    public IReadOnlyDictionary<string, int> Check(CancellationToken cancellationToken)
    {
        rows.Check();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in GenerationTables.All)
        {
            byte[]? last = null;
            var count = 0;
            foreach (var row in Scan(table))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (last is not null && row.Key.AsSpan().SequenceCompareTo(last) <= 0)
                {
                    throw Damaged(table, "the rows are out of order.");
                }

                last = row.Key;
                count++;
            }

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
        new(CacheFault.Damaged, $"{Path}, table {table}: {what}", cause);

    public void Dispose() => rows.Dispose();
}

/// <summary>One row of a generation.</summary>
internal readonly record struct GenerationRow(byte[] Key, ReadOnlyMemory<byte> Value);
