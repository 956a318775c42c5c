using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>Changes of a set that are not written yet, over the set as it is held.</summary>
/// <param name="hidden">How many rows of the set lie in files above the one that holds it whole.</param>
internal sealed class SetOverlay(GenerationFile held, string table, int hidden)
{
    /// <summary>So many are read once instead of asking each file for each bucket: about 6 MB of members.</summary>
    private const int MaxPreload = 20_000;

    private readonly SetChange[]? preloaded = hidden <= MaxPreload ? [.. held.Overlay(table).Select(row => new SetChange(row.Key, row.Value))] : null;
    private readonly SortedSet<SetChange> changes = new(Comparer<SetChange>.Create((a, b) => a.Key.Span.SequenceCompareTo(b.Key.Span)));

    /// <summary>In ascending order of their keys.</summary>
    public IEnumerable<SetChange> All => changes;

    /// <summary>A later change of a key replaces an earlier one.</summary>
    public void Add(SetChange change)
    {
        changes.Remove(change);
        changes.Add(change);
    }

    /// <summary>The rows whose keys begin with the prefix, changes included.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public IEnumerable<SetRow> RowsOf(ReadOnlyMemory<byte> prefix)
    {
        var rows = preloaded is null
            ? held.Scan(table, prefix).Select(row => new SetChange(row.Key, row.Value))
            : Over(AboveOf(prefix), held.ScanBase(table, prefix).Select(row => new SetChange(row.Key, row.Value)));
        if (changes.Count > 0)
        {
            byte[] last = [.. prefix.Span, .. Enumerable.Repeat(byte.MaxValue, DataClasses.MaxKeyLength)];
            rows = Over(changes.GetViewBetween(new(prefix, default), new(last, default)), rows);
        }

        return rows.Where(row => !row.IsRemoval).Select(row => new SetRow(row.Key, row.Value));
    }

    /// <summary>These changes over those that lie in files above the one that holds the table whole.</summary>
    /// <exception cref="CacheException">A row is damaged.</exception>
    public IEnumerable<SetChange> AboveTheLastFile() => Over(changes, preloaded ?? held.Overlay(table).Select(row => new SetChange(row.Key, row.Value)));

    private IEnumerable<SetChange> AboveOf(ReadOnlyMemory<byte> prefix)
    {
        var (first, end) = (0, preloaded!.Length);
        while (first < end)
        {
            var middle = (first + end) / 2;
            (first, end) = preloaded[middle].Key.Span.SequenceCompareTo(prefix.Span) < 0 ? (middle + 1, end) : (first, middle);
        }

        for (; first < preloaded.Length && preloaded[first].Key.Span.StartsWith(prefix.Span); first++)
        {
            yield return preloaded[first];
        }
    }

    private static IEnumerable<SetChange> Over(IEnumerable<SetChange> upper, IEnumerable<SetChange> lower)
    {
        using var above = upper.GetEnumerator();
        var hasAbove = above.MoveNext();
        foreach (var row in lower)
        {
            while (hasAbove && above.Current.Key.Span.SequenceCompareTo(row.Key.Span) < 0)
            {
                yield return above.Current;
                hasAbove = above.MoveNext();
            }

            if (hasAbove && above.Current.Key.Span.SequenceEqual(row.Key.Span))
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
}
