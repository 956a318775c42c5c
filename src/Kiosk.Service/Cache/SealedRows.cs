using System.Collections.Concurrent;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>
/// One cache file as this terminal sealed it. Whatever is read is authenticated when it is read: each row, that none is missing beside it, and that a key which is not found is not there.
/// So opening a file costs nothing for what lies in it.
/// </summary>
internal sealed class SealedRows : IGenerationRows
{
    private readonly ICacheFile file;
    private readonly string path;
    private readonly FileSealKey key;
    private readonly ConcurrentDictionary<string, RowSeal> seals = new(StringComparer.Ordinal);

    private SealedRows(ICacheFile file, string path, FileSealKey key) => (this.file, this.path, this.key) = (file, path, key);

    /// <param name="opened">Taken over.</param>
    /// <param name="path">What sentences call it.</param>
    /// <param name="number">The number of the generation that the file was written for; another one's file does not open by it.</param>
    /// <exception cref="CacheException">The file is damaged.</exception>
    public static SealedRows Open(ICacheFile opened, string path, long number, CacheSealKey key)
    {
        try
        {
            return opened.First(GenerationTables.Salt, GenerationTables.OnlyRow) is { Value: var salt }
                ? new(opened, path, key.ForFile(number, salt.Span))
                : throw new CacheException(CacheFault.Damaged, new($"{path}, bảng {GenerationTables.Salt}: thiếu một dòng.", $"{path}, table {GenerationTables.Salt}: a row is missing."));
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public ReadOnlyMemory<byte>? Get(string table, ReadOnlySpan<byte> wanted)
    {
        var row = file.First(table, wanted) ?? throw EndIsMissing(table);
        var value = Read(table, row, out var previousKey);
        if (row.Key.Span.SequenceEqual(wanted))
        {
            return value;
        }

        return previousKey.SequenceCompareTo(wanted) < 0 ? default(ReadOnlyMemory<byte>?) : throw RowIsMissing(table);
    }

    public IEnumerable<GenerationRow> Scan(string table, KeyRange range)
    {
        ReadOnlyMemory<byte>? last = null;
        foreach (var row in file.Scan(table, range))
        {
            var value = ReadNext(table, row, range.First.Span, last);
            if (IsEnd(row.Key.Span) || range.EndsBefore(row.Key.Span))
            {
                yield break;
            }

            last = row.Key;
            yield return new(row.Key, value);
        }

        throw EndIsMissing(table);
    }

    /// <summary>
    /// Rows whose seals are not looked at: for whoever compares the hash of all that he is shown with a signed one, by which any other row, or one row less, is found as well.
    /// </summary>
    public CachePass PassUnsealed(string table)
    {
        var (pass, target) = (file.Pass(table), default(CacheRowVisitor));
        return (range, visitor) =>
        {
            target = visitor;
            pass(range, ShowValue);
        };

        void ShowValue(ReadOnlySpan<byte> key, ReadOnlySpan<byte> row)
        {
            if (!IsEnd(key))
            {
                target!(key, row[..(SealedRow.ValueLength(row) ?? throw NotAsWritten(table))]);
            }
        }
    }

    public void Walk(string table, CacheRowVisitor visitor)
    {
        var (last, lastLength, isEnded) = (new byte[64], 0, false);
        var seal = SealOf(table);
        file.Walk(table, (rowKey, row) =>
        {
            if (isEnded || !SealedRow.TryRead(seal, rowKey, row, out var value, out var previousKey))
            {
                throw NotAsWritten(table);
            }

            if (!previousKey.SequenceEqual(last.AsSpan(0, lastLength)))
            {
                throw RowIsMissing(table);
            }

            if (IsEnd(rowKey))
            {
                isEnded = true;
                return;
            }

            if (last.Length < rowKey.Length)
            {
                last = new byte[2 * rowKey.Length];
            }

            rowKey.CopyTo(last);
            lastLength = rowKey.Length;
            visitor(rowKey, value);
        });
        if (!isEnded)
        {
            throw EndIsMissing(table);
        }
    }

    public void Check() => file.Check();

    public void Dispose() => file.Dispose();

    private ReadOnlyMemory<byte> ReadNext(string table, CacheRow row, ReadOnlySpan<byte> first, ReadOnlyMemory<byte>? last)
    {
        var value = Read(table, row, out var previousKey);
        var follows = last is null ? (first.IsEmpty ? previousKey.IsEmpty : previousKey.SequenceCompareTo(first) < 0) : previousKey.SequenceEqual(last.Value.Span);
        return follows ? value : throw RowIsMissing(table);
    }

    private ReadOnlyMemory<byte> Read(string table, CacheRow row, out ReadOnlySpan<byte> previousKey) =>
        SealedRow.TryRead(SealOf(table), row.Key.Span, row.Value.Span, out var value, out previousKey) ? row.Value[..value.Length] : throw NotAsWritten(table);

    private RowSeal SealOf(string table) => seals.GetOrAdd(table, static (name, fileKey) => fileKey.ForTable(name), key);

    private static bool IsEnd(ReadOnlySpan<byte> rowKey) => rowKey.SequenceEqual(SealedRow.EndKey);

    private CacheException NotAsWritten(string table) => Damaged(table, "a row is not as this terminal wrote it.");

    private CacheException RowIsMissing(string table) => Damaged(table, "a row is missing that this terminal wrote.");

    private CacheException EndIsMissing(string table) => Damaged(table, "its end is missing.");

    private CacheException Damaged(string table, string what) => new(CacheFault.Damaged, new($"{path}, bảng {table}: dữ liệu bị hư hỏng.", $"{path}, table {table}: {what}"));
}
