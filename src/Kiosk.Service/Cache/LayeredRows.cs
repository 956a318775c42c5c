using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>
/// Several sealed files read as one: each table is a chain of files, the newest first. A row hides those with its key in the files after it; one that holds nothing
/// says that there is none. Only the last file of a chain holds the table whole.
/// </summary>
/// <param name="files">By number.</param>
/// <param name="tables">The chain of each table.</param>
internal sealed class LayeredRows(IReadOnlyDictionary<long, SealedRows> files, IReadOnlyDictionary<string, IReadOnlyList<TableLayer>> tables, string path) : IGenerationRows
{
    public ReadOnlyMemory<byte>? Get(string table, ReadOnlySpan<byte> key)
    {
        var chain = ChainOf(table);
        for (var i = 0; i < chain.Count; i++)
        {
            if (files[chain[i].File].Get(table, key) is { } row)
            {
                return i < chain.Count - 1 && row.IsEmpty ? default(ReadOnlyMemory<byte>?) : row;
            }
        }

        return null;
    }

    public IEnumerable<GenerationRow> Scan(string table, KeyRange range)
    {
        var chain = ChainOf(table);
        var rows = files[chain[^1].File].Scan(table, range);
        return chain.Count == 1 ? rows : Merge(Changes(table, range), rows).Where(row => !row.IsRemoval).Select(row => row.Row);
    }

    /// <inheritdoc cref="GenerationFile.PassBaseUnsealed"/>
    public CachePass PassBaseUnsealed(string table) => files[ChainOf(table)[^1].File].PassUnsealed(table);

    /// <summary>The rows of all files of the chain but the last, removals among them as empty rows.</summary>
    public IEnumerable<GenerationRow> Overlay(string table) => Changes(table, default).Select(change => change.Row);

    public void Walk(string table, CacheRowVisitor visitor)
    {
        var chain = ChainOf(table);
        var last = files[chain[^1].File];
        if (chain.Count == 1)
        {
            last.Walk(table, visitor);
            return;
        }

        var (changes, next) = (Changes(table, default).ToList(), 0);
        last.Walk(table, (key, value) =>
        {
            while (next < changes.Count && changes[next].Row.Key.Span.SequenceCompareTo(key) < 0)
            {
                Show(changes[next++]);
            }

            if (next < changes.Count && changes[next].Row.Key.Span.SequenceEqual(key))
            {
                Show(changes[next++]);
            }
            else
            {
                visitor(key, value);
            }
        });
        while (next < changes.Count)
        {
            Show(changes[next++]);
        }

        void Show(Change change)
        {
            if (!change.IsRemoval)
            {
                visitor(change.Row.Key.Span, change.Row.Value.Span);
            }
        }
    }

    public void Check()
    {
        foreach (var file in files.Values)
        {
            file.Check();
        }
    }

    public void Dispose()
    {
        foreach (var file in files.Values)
        {
            file.Dispose();
        }
    }

    private IReadOnlyList<TableLayer> ChainOf(string table) =>
        tables.GetValueOrDefault(table) ?? throw new CacheException(CacheFault.Damaged, new($"{path} không có bảng {table}.", $"{path} has no table {table}."));

    private IEnumerable<Change> Changes(string table, KeyRange range)
    {
        IEnumerable<Change> merged = [];
        foreach (var layer in ChainOf(table).SkipLast(1).Reverse())
        {
            merged = Merge(files[layer.File].Scan(table, range).Select(row => new Change(row, row.Value.IsEmpty)), merged);
        }

        return merged;
    }

    private static IEnumerable<Change> Merge(IEnumerable<Change> upper, IEnumerable<GenerationRow> lower) => Merge(upper, lower.Select(row => new Change(row, IsRemoval: false)));

    private static IEnumerable<Change> Merge(IEnumerable<Change> upper, IEnumerable<Change> lower)
    {
        using var above = upper.GetEnumerator();
        var hasAbove = above.MoveNext();
        foreach (var row in lower)
        {
            while (hasAbove && above.Current.Row.Key.Span.SequenceCompareTo(row.Row.Key.Span) < 0)
            {
                yield return above.Current;
                hasAbove = above.MoveNext();
            }

            if (hasAbove && above.Current.Row.Key.Span.SequenceEqual(row.Row.Key.Span))
            {
                yield return above.Current;
                hasAbove = above.MoveNext();
            }
            else
            {
                yield return row;
            }
        }

        for (; hasAbove; hasAbove = above.MoveNext())
        {
            yield return above.Current;
        }
    }

    private readonly record struct Change(GenerationRow Row, bool IsRemoval);
}
